import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What the rest is decided by; times in milliseconds. */
export interface StartScene {
  readonly now: () => number;
  /** Processor time of this process so far. */
  readonly worked: () => number;
  readonly giveBack: () => void;
}

const quiet = 3_000;
const soon = 60_000;
const busy = 100;

/**
 * Gives back the 10 MiB that starting left behind, once nobody has asked for anything for three seconds and nothing else is at work. Only in the
 * first minute: it drops compiled code as well, which is worth nothing yet and a third of a list's processor time later. Answers what each request calls.
 */
export const restAfterStart = (scene: StartScene = thisProcess): (() => void) => {
  const began = scene.now();
  let worked = scene.worked();
  let rested = false;
  const timer = setTimeout(() => {
    if (scene.worked() - worked > busy) return asked();
    rested = true;
    if (scene.now() - began <= soon) scene.giveBack();
  }, quiet);
  timer.unref();
  const asked = (): void => {
    if (rested || scene.now() - began > soon) return;
    worked = scene.worked();
    timer.refresh();
  };
  return asked;
};

/** A collection as V8 makes it when memory is short: only that one gives the room for young objects back to the machine. */
const collect = (): void => {
  setFlagsFromString('--expose-gc');
  const run: unknown = runInNewContext('gc');
  if (typeof run === 'function') run({ type: 'major', execution: 'sync', flavor: 'last-resort' });
};

const thisProcess: StartScene = {
  now: () => performance.now(),
  worked: () => process.cpuUsage().user / 1000,
  giveBack: collect,
};
