import { splitAtoms, type Atom } from '#core/definition/pattern-atoms.ts';

/** Whether a pattern can be judged in linear time (`runsLinear`): handed in, because a page loads it only where a pattern stands. */
export type PatternJudge = (pattern: string) => boolean;

/**
 * Why a manager's pattern cannot be used: `broken` is no regular expression, `unsafe` may take forever in a browser or needs look-around.
 * Without `judge` the look-around passes, for whoever judges again.
 */
export const patternFault = (pattern: string, judge?: PatternJudge): 'broken' | 'unsafe' | undefined => {
  try {
    new RegExp(pattern, 'u');
  } catch {
    return 'broken';
  }
  return mayExplode(pattern) || judge?.(pattern) === false ? 'unsafe' : undefined;
};

interface Group {
  /** Holds something that repeats without a small bound. */
  repeats: boolean;
  /** First atom of each alternative. */
  readonly starts: Atom[];
  atBegin: boolean;
}

const newGroup = (): Group => ({ repeats: false, starts: [], atBegin: true });

/** Nested repeats and repeated alternatives that begin alike are where a backtracking matcher takes exponential time. */
const mayExplode = (pattern: string): boolean => {
  const open: Group[] = [newGroup()];
  let closed: Group | undefined;
  for (const atom of splitAtoms(pattern)) {
    const here = open.at(-1) ?? newGroup();
    if (atom.kind === 'repeat') {
      if (atom.long && closed && (closed.repeats || overlap(closed.starts))) return true;
      if (atom.long) here.repeats = true;
      continue;
    }
    closed = undefined;
    if (atom.kind === 'or') here.atBegin = true;
    else if (atom.kind === 'close') {
      closed = open.pop() ?? newGroup();
      const outer = open.at(-1);
      if (outer && closed.repeats) outer.repeats = true;
    } else {
      if (here.atBegin) here.starts.push(atom);
      here.atBegin = false;
      if (atom.kind === 'open') open.push(newGroup());
    }
  }
  return false;
};

const samples = [...Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)), ...'中国客户一龥。、（）１Ａａ'];

/** Whether two alternatives may begin with the same character; a group or an empty alternative may begin with any. */
const overlap = (starts: readonly Atom[]): boolean => {
  if (starts.length < 2) return false;
  if (starts.some((start) => start.kind === 'open')) return true;
  const tests = starts.map((start) => new RegExp(`^(?:${start.text})$`, 'u'));
  return samples.some((sample) => tests.filter((test) => test.test(sample)).length > 1);
};
