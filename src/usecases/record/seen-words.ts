import { wordScanSql } from '#core/query/list-query.ts';
import type { RowSet } from '#core/query/row-query.ts';
import { holdsWord, wordPlaces } from '#core/query/seen-words.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** Rows that one read looks at. */
const page = 5000;
/** Milliseconds that one answer looks for rows; what is left is told and looked through on the next page. */
export const lookTime = 2000;

/** Whether a row's words hold some the caller must not search by. */
export const hidesWords = ({ table, whole }: TableAccess): boolean =>
  table !== whole && whole.fields.some((field) => [field, ...field.kept].some(({ type }) => type.searchable) && !table.field(field.key));

export interface SeenRows {
  readonly rows: RowSet;
  /** The time was up before all rows were looked through. */
  readonly unfinished: boolean;
}

interface Settling {
  readonly rows: RowSet;
  /** Moment in milliseconds. */
  readonly until?: number | undefined;
}

/** A row set by words as one by ids: the rows that hold the words in a field the caller sees. All of them where `until` is absent. */
export const settleWords = async (world: World, { table }: TableAccess, { rows, until = Infinity }: Settling): Promise<SeenRows> => {
  const { seen } = rows;
  if (!seen) return { rows, unfinished: false };
  const names = wordPlaces(table).map(({ name }) => name);
  const judging = { fragment: seen.fragment, pinyin: world.pinyin };
  const ids: string[] = [];
  let afterId = '';
  let unfinished = false;
  for (let isMore = true; isMore && !unfinished;) {
    const read = await world.db.read<readonly [string, 0 | 1 | readonly (readonly unknown[])[]]>(
      wordScanSql(table, rows, { afterId, limit: page }),
    );
    for (const [id, texts] of read) if (texts === 1 || (texts !== 0 && holdsWord(table, valuesOf(names, texts), judging))) ids.push(id);
    afterId = read.at(-1)?.[0] ?? '';
    isMore = read.length === page;
    unfinished = isMore && world.now() > until;
  }
  return { rows: { ...rows, seen: undefined, ids }, unfinished };
};

const valuesOf = (names: readonly string[], texts: readonly (readonly unknown[])[]): Readonly<Record<string, string>> => {
  const cells = texts.flat();
  return Object.fromEntries(names.flatMap((name, at): [string, string][] => (typeof cells[at] === 'string' ? [[name, cells[at]]] : [])));
};
