import type { RevisionLine } from '#usecases/revision/revision.ts';

/** For so long after a publish one person may take it back to what it replaced. In milliseconds. */
const takeBack = 86_400_000;

/** When people agreed to a revision last: its publish, or a way back to it that a second person allowed since. ISO. */
const agreedAt = ({ published, approval }: RevisionLine): string =>
  approval?.state === 'approved' && approval.at > published ? approval.at : published;

interface Going {
  /** All of the table, published or not. */
  readonly lines: readonly RevisionLine[];
  readonly live: number;
  readonly to: number;
  /** Milliseconds. */
  readonly now: number;
}

/**
 * Whether going to a published revision takes two people, where the table wants two for a publish: one alone goes back to what was agreed last,
 * and takes that itself back to the revision it replaced for a day after its publish.
 */
export const takesTwo = ({ lines, live, to, now }: Going): boolean => {
  const [last] = lines.filter(({ published }) => published !== '').sort((a, b) => (agreedAt(a) < agreedAt(b) ? 1 : -1));
  if (!last || last.number === to) return false;
  const isLate = now - Date.parse(last.published) > takeBack;
  return last.number !== live || last.base !== to || isLate;
};
