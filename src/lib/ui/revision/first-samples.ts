import type { PlannedField, Sample } from './revision-facts.ts';

/** A row of a dry run that loses something. */
export interface LosingSample extends Pick<Sample, 'id' | 'title' | 'number'> {
  readonly kind: 'lossy' | 'failing';
}

const most = 20;

/** Rows that lose something, what is worst first, each once. */
export const firstSamples = (fields: readonly Pick<PlannedField, 'samples'>[]): readonly LosingSample[] => {
  const all = fields.flatMap(({ samples }) => samples);
  const of = (wanted: LosingSample['kind']): readonly LosingSample[] =>
    all.flatMap(({ id, title, number, kind }) => (kind === wanted ? [{ id, title, number, kind }] : []));
  const sorted = [...of('failing'), ...of('lossy')];
  return sorted.filter(({ id }, at) => sorted.findIndex((other) => other.id === id) === at).slice(0, most);
};
