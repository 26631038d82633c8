import { beforeEach, describe, expect, it } from 'vitest';
import { openMemoryWorld } from '#support/memory-world.ts';
import { signIn } from '#usecases/person/sign-in.ts';
import type { World } from '#usecases/ports/world.ts';

let now = Date.parse('2026-11-22T01:00:00Z');
let looked = 0;
let place = 0;
let world: World;

beforeEach(async () => {
  const opened = await openMemoryWorld(() => now);
  looked = 0;
  place += 1;
  now += 86_400_000;
  world = {
    ...opened,
    secrets: {
      ...opened.secrets,
      verifyPassword: async (password, hash) => {
        looked += 1;
        return hash === `hash of ${password}`;
      },
    },
  };
  await world.db.write([{ text: `update b_people set password = 'hash of right'`, params: {} }]);
});

const address = (): string => `10.0.0.${place}`;
const mail = (person: string): string => `${person}${'@firm.example'}`;
const enter = async (person: string, password: string, from = address()): Promise<string> => {
  const entered = await signIn(world, { email: mail(person), password, agent: 'test', address: from });
  if (entered.ok) return 'in';
  return entered.refusal.kind === 'refused' ? (entered.refusal.problems[0]?.code ?? '') : entered.refusal.kind;
};

describe('guessing a password', () => {
  it('is slowed after five wrong ones, each time for twice as long, and the right one waits too', async () => {
    for (let n = 0; n < 5; n++) expect(await enter('staff1', 'wrong')).toBe('wrong-sign-in');
    expect(await enter('staff1', 'right')).toBe('too-many-tries');
    now += 1_000;
    expect(await enter('staff1', 'wrong')).toBe('wrong-sign-in');
    now += 1_000;
    expect(await enter('staff1', 'right')).toBe('too-many-tries');
    now += 1_000;
    expect(await enter('staff1', 'right')).toBe('in');
    expect(await enter('staff1', 'wrong')).toBe('wrong-sign-in');
  });

  it('is slowed for many at once as well', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => enter('staff2', `guess ${n}`)));
    expect(answers.filter((answer) => answer === 'wrong-sign-in')).toHaveLength(5);
    expect(looked).toBe(5);
  });

  it('of many accounts is slowed by address, own right passwords in between do not help', async () => {
    let refused = 0;
    for (let n = 0; n < 60; n++) {
      await enter('manager', 'right');
      if ((await enter(`nobody${place}-${n}`, 'wrong')) === 'too-many-tries') refused += 1;
    }
    expect(refused).toBeGreaterThan(30);
    expect(await enter('staff1', 'right', `10.1.0.${place}`)).toBe('in');
  });

  it('tells a missing account and a wrong password alike, and looks at a password either way', async () => {
    expect(await enter(`unknown${place}`, 'wrong')).toBe('wrong-sign-in');
    expect(await enter('admin', 'wrong')).toBe('wrong-sign-in');
    expect(looked).toBe(2);
    expect(await enter('left', 'wrong')).toBe('wrong-sign-in');
    expect(await enter('left', 'right')).toBe('deactivated');
  });
});
