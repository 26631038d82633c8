import type { FieldTypeName } from '#core/definition/definition.ts';
import type { Match, MatchedColumn, TableField } from './import-facts.ts';

/** Where each column goes, by its place in the file; null leaves it out. */
export type Targets = ReadonlyMap<number, string | null>;

export const targetsOf = (match: Match): Targets => new Map(match.columns.map(({ index, field }) => [index, field]));

/** A field that several columns claim: only one may. */
export const claimedTwice = (targets: Targets): ReadonlySet<string> => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const field of targets.values()) {
    if (field === null) continue;
    if (seen.has(field)) twice.add(field);
    seen.add(field);
  }
  return twice;
};

export type MatchState = 'matched' | 'similar' | 'values' | 'hand' | 'none';

/** How sure a match is: the program's, a similar name's, that of the values, a person's, or none. */
export const matchState = (column: MatchedColumn, target: string | null): MatchState => {
  if (target === null) return 'none';
  if (target !== column.field) return 'hand';
  if (column.reason === 'values') return 'values';
  return column.reason === 'similar' || column.reason === 'synonym' ? 'similar' : 'matched';
};

/** Fields by which rows can be found again, among those a column fills. */
export const keyFields = (fields: readonly TableField[], targets: Targets, unique: readonly string[]): readonly TableField[] => {
  const filled = new Set(targets.values());
  return fields.filter(
    (field) => filled.has(field.key) && (unique.includes(field.key) || field.type === ('serial' satisfies FieldTypeName)),
  );
};
