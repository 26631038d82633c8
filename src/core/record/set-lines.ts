import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { Pinyin } from '#core/compile/search-text.ts';
import { lineNames, sortCell, type FollowedLine } from '#core/record/keep-lines.ts';

interface Sets {
  readonly sets: readonly string[];
  readonly params: Readonly<Record<string, string | number | null>>;
}

interface Written {
  readonly table: CompiledTable;
  readonly changed: readonly CompiledField[];
  readonly followed: readonly FollowedLine[];
}

/** The part of an update that keeps the other lines of the written fields in step, and their marks; nothing for fields of one line. */
export const setLines = ({ table, changed, followed }: Written, pinyin: Pinyin): Sets => {
  if (!changed.some(({ key }) => Object.hasOwn(table.lines, key))) return { sets: [], params: {} };
  const params: Record<string, string | number | null> = {
    unmarked: JSON.stringify(changed.flatMap(lineNames)),
    marked: JSON.stringify(followed.filter((one) => one.follows !== 'exact').map((one) => one.name)),
  };
  const sets = followed.flatMap((one, at) => {
    const { column, sortColumn, type } = one.line;
    if (one.follows === 'not') return [];
    params[`l${at}`] = type.toColumn(one.value);
    const own = `${column} = ${cell(one, { column, storage: type.storage, place: `:l${at}` })}`;
    if (sortColumn === '') return [own];
    params[`lk${at}`] = sortCell(one.value, pinyin);
    return [own, `${sortColumn} = ${cell(one, { column: sortColumn, storage: 'text', place: `:lk${at}` })}`];
  });
  return { sets: [...sets, `differs = ${remarked('differs')}`], params };
};

/** Read inside the unit, not before it: a conversion of all rows may have filled the line meanwhile without a new version. */
const cell = (
  { follows }: FollowedLine,
  { column, storage, place }: { column: string; storage: 'text' | 'json'; place: string },
): string => {
  if (follows === 'exact') return place;
  return storage === 'json' ? `coalesce(${column}, ${place})` : `case when ${column} = '' then ${place} else ${column} end`;
};

/** The marks of a row without `:unmarked`, with `:marked`; those of other fields stay, whoever wrote them meanwhile. */
export const remarked = (marks: string): string =>
  `(select case count(*) when 0 then '' else json_group_array(m) end from (select value as m from json_each(case ${marks} when '' then '[]' else ${marks} end) where value not in (select value from json_each(:unmarked)) union select value from json_each(:marked) order by 1))`;
