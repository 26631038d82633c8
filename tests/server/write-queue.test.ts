import { describe, expect, it } from 'vitest';
import { openWriteQueue } from '#server/pocketbase/write-queue.ts';
import { DatabaseUnavailable } from '#usecases/ports/database.ts';

interface Unit {
  readonly name: string;
  readonly size: number;
  readonly row: string;
}

/** A queue whose requests are answered by hand; the answer of a unit is its name. */
const openByHand = () => {
  const clock = { now: 0 };
  const sent: { readonly names: readonly string[]; readonly answer: () => void; readonly fail: (error: unknown) => void }[] = [];
  const write = openWriteQueue<Unit, string>({
    send: (units) =>
      new Promise((resolve, reject) => {
        const names = units.map(({ name }) => name);
        sent.push({ names, answer: () => resolve(names), fail: reject });
      }),
    now: () => clock.now,
  });
  return { clock, sent, write: (name: string, size = 1, row = '') => write({ name, size, row }) };
};

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('units of work that wait', () => {
  it('go at once when nothing is under way, and together when something is', async () => {
    const { sent, write } = openByHand();
    const written = ['a', 'b', 'c'].map((name) => write(name));
    expect(sent.map(({ names }) => names)).toEqual([['a']]);
    sent[0]?.answer();
    await settled();
    expect(sent.map(({ names }) => names)).toEqual([['a'], ['b', 'c']]);
    sent[1]?.answer();
    expect(await Promise.all(written)).toEqual(['a', 'b', 'c']);
    const late = write('d');
    sent[2]?.answer();
    expect(await late).toBe('d');
  });

  it('go in the order of their rows, those of one row and of none as they came', async () => {
    const { sent, write } = openByHand();
    const asked = [
      ['first', ''],
      ['late row', 'r9'],
      ['early row', 'r1'],
      ['no row', ''],
      ['early row again', 'r1'],
    ] as const;
    const written = asked.map(([name, row]) => write(name, 1, row));
    sent[0]?.answer();
    await settled();
    expect(sent[1]?.names).toEqual(['no row', 'early row', 'early row again', 'late row']);
    sent[1]?.answer();
    expect(await Promise.all(written)).toEqual(['first', 'late row', 'early row', 'no row', 'early row again']);
  });

  it('travel sixteen at most, and a large one alone', async () => {
    const { sent, write } = openByHand();
    const written = [write('first'), ...Array.from({ length: 17 }, (_, at) => write(`n${at}`)), write('large', 2_000_000), write('last')];
    for (let at = 0; at < 4; at++) {
      sent[at]?.answer();
      await settled();
    }
    expect(sent.map(({ names }) => names.length)).toEqual([1, 16, 1, 1, 1]);
    sent[4]?.answer();
    expect((await Promise.all(written)).length).toBe(20);
    expect(sent[3]?.names).toEqual(['large']);
  });

  it('fail with their request alone', async () => {
    const { sent, write } = openByHand();
    const outcomes = Promise.allSettled(['a', 'b', 'c'].map((name) => write(name)));
    sent[0]?.answer();
    await settled();
    sent[1]?.fail(new DatabaseUnavailable('gone'));
    expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    const next = write('d');
    sent[2]?.answer();
    expect(await next).toBe('d');
  });

  it('are given up unsent after five seconds', async () => {
    const { clock, sent, write } = openByHand();
    const first = write('first');
    const early = expect(write('early')).rejects.toThrow(DatabaseUnavailable);
    clock.now = 4_000;
    const later = write('later');
    clock.now = 5_000;
    sent[0]?.answer();
    await early;
    expect(sent[1]?.names).toEqual(['later']);
    sent[1]?.answer();
    expect(await Promise.all([first, later])).toEqual(['first', 'later']);
  });
});
