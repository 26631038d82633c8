import { lineName, type KeptLine } from '#core/compile/cell-line.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { sortKey, type Pinyin } from '#core/compile/search-text.ts';
import { convertValue } from '#core/convert/convert-value.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { sameValue } from '#core/record/merge.ts';

/**
 * What a kept line does when its field is written. exact: it takes the converted value · lossy: it takes it only where it holds nothing ·
 * failing: it keeps what it holds. The last two are marked.
 */
export interface FollowedLine {
  readonly line: KeptLine;
  readonly name: string;
  readonly value: Value;
  readonly follows: 'exact' | 'where-unset' | 'not';
}

const follows = { clean: 'exact', lossy: 'where-unset', failing: 'not' } as const;

/** The kept lines of a field that is given a value. */
export const followLines = (field: CompiledField, value: Value, lookup: Lookup): readonly FollowedLine[] =>
  field.kept.map((line) => {
    const made = convertValue(value, { from: field.schema, to: line.schema }, { lookup, mappings: line.there });
    return { line, name: lineName(field.key, line.line), value: made.value, follows: follows[made.kind] };
  });

/** Names of all lines of a field: writing it takes their old marks away. */
export const lineNames = (field: CompiledField): readonly string[] =>
  [field.line, ...field.kept.map(({ line }) => line)].map((line) => lineName(field.key, line));

/** The marks of a row as its column holds them: '' for none, so that rows without are found by a plain test. */
export const marksText = (marks: readonly string[]): string => (marks.length === 0 ? '' : JSON.stringify([...new Set(marks)].sort()));

/** The kept values of a row after its field is written, by line name; what the row held stays where the line does not follow. */
export const keptAfter = (followed: readonly FollowedLine[], before: Values): Values =>
  Object.fromEntries(
    followed.map(({ name, value, follows: way }) => {
      const held = before[name] ?? null;
      return [name, way === 'exact' || (way === 'where-unset' && held === null) ? value : held];
    }),
  );

interface Overwriting {
  readonly before: Pick<StoredRecord, 'values' | 'kept'>;
  readonly lookup: Lookup;
}

/**
 * What kept lines hold and are about to lose, as changes of the history by line name: only what cannot be told from the value shown before,
 * such as words that could not be read as a number.
 */
export const lostLines = (
  { before, lookup }: Overwriting,
  changed: readonly CompiledField[],
  followed: readonly FollowedLine[],
): Readonly<Record<string, readonly [Value, Value]>> => {
  const shown = new Map(
    changed
      .flatMap((field) => followLines(field, before.values[field.key] ?? null, lookup))
      .map(({ name, value, follows: way }) => [name, way === 'exact' ? value : null]),
  );
  const lost = followed.flatMap(({ name, value, follows: way }) => {
    const held = before.kept[name] ?? null;
    const isLost = way === 'exact' && held !== null && !sameValue(held, value) && !sameValue(held, shown.get(name) ?? null);
    return isLost ? [[name, [held, value]] as const] : [];
  });
  return Object.fromEntries(lost);
};

/** The columns of a line. */
export const columnsOf = ({ column, sortColumn }: Pick<KeptLine, 'column' | 'sortColumn'>): readonly string[] =>
  sortColumn === '' ? [column] : [column, sortColumn];

/** The cell of a sort key. */
export const sortCell = (value: Value, pinyin: Pinyin): string => (typeof value === 'string' ? sortKey(value, pinyin) : '');

/** Fields of a table that keep a second line. */
export const keepingFields = (table: CompiledTable): readonly CompiledField[] =>
  table.keepsLines ? table.fields.filter((field) => field.kept.length > 0) : [];
