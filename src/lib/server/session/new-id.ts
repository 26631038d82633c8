import { randomInt } from 'node:crypto';

const tail = 36 ** 6;
let lastTime = 0;
let lastTail = 0;

/**
 * Time-ordered ids of 15 characters `[a-z0-9]`: nine of milliseconds (until the year 5188) and six that start at random and count on
 * within one millisecond, so that ids of one process ascend strictly and inserts append to their index.
 */
export const newId = (): string => {
  const now = Math.max(Date.now(), lastTime);
  if (now === lastTime && lastTail + 1 < tail) lastTail += 1;
  else if (now === lastTime) {
    lastTime = now + 1;
    lastTail = randomInt(tail / 2);
    return idOf(lastTime, lastTail);
  } else lastTail = randomInt(tail / 2);
  lastTime = now;
  return idOf(now, lastTail);
};

const idOf = (time: number, count: number): string => time.toString(36).padStart(9, '0') + count.toString(36).padStart(6, '0');
