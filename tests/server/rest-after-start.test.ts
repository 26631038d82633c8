import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { restAfterStart } from '#server/rest-after-start.ts';

let given = 0;
/** Share of the time that the process works. */
let share = 0;
let worked = 0;
const begin = () => restAfterStart({ now: () => Date.now(), worked: () => worked, giveBack: () => (given += 1) });
const pass = (seconds: number): void => {
  for (let step = 0; step < seconds * 10; step += 1) {
    worked += 100 * share;
    vi.advanceTimersByTime(100);
  }
};

beforeEach(() => {
  vi.useFakeTimers();
  [given, share, worked] = [0, 0, 0];
});
afterEach(() => vi.useRealTimers());

describe('a server that has started', () => {
  it('gives memory back once nobody has asked for three seconds, and never again', () => {
    const asked = begin();
    for (let turn = 0; turn < 5; turn += 1) {
      pass(2);
      asked();
    }
    expect(given).toBe(0);
    pass(4);
    expect(given).toBe(1);
    asked();
    pass(40);
    expect(given).toBe(1);
  });

  it('waits while it works for itself', () => {
    share = 0.5;
    begin();
    pass(20);
    expect(given).toBe(0);
    share = 0;
    pass(7);
    expect(given).toBe(1);
  });

  it('leaves it when it was never quiet in its first minute', () => {
    const asked = begin();
    for (let turn = 0; turn < 61; turn += 1) {
      pass(1);
      asked();
    }
    pass(60);
    expect(given).toBe(0);
  });
});
