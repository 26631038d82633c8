import type { PlannedField } from './revision-facts.ts';

export type Kind = 'all' | 'lossy' | 'failing';

/** One line of the samples: a row, or a failing text whose rows are not among the samples (`id` ''). */
export interface PlanLine {
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly number: string;
  readonly before: string;
  readonly after: string;
  readonly kind: 'clean' | 'lossy' | 'failing';
  /** Rows that say the same. */
  readonly count: number;
}

/** First values that came out well, for a look at how a text is taken apart. */
export const cleanLines = ({ samples }: PlannedField): readonly PlanLine[] =>
  samples.filter(({ kind }) => kind === 'clean').map((sample) => ({ ...sample, key: `clean ${sample.id}`, count: 1 }));

/** Failing rows first, then texts that no sample shows, then lossy rows. */
export const linesOf = ({ samples, unread }: PlannedField, kind: Kind): readonly PlanLine[] => {
  const rows = (wanted: 'lossy' | 'failing'): readonly PlanLine[] =>
    kind !== 'all' && kind !== wanted
      ? []
      : samples.filter((sample) => sample.kind === wanted).map((sample) => ({ ...sample, key: `${wanted} ${sample.id}`, count: 1 }));
  const failing = rows('failing');
  const seen = new Set(failing.map(({ before }) => before));
  const texts = kind === 'lossy' ? [] : unread.filter(({ text }) => !seen.has(text));
  const rest = texts.map(({ text, count }): PlanLine => ({
    key: `text ${text}`,
    id: '',
    title: '',
    number: '',
    before: text,
    after: '',
    kind: 'failing',
    count,
  }));
  return [...failing, ...rest, ...rows('lossy')];
};
