import { lineKind, lineName, type KeptLine } from '#core/compile/cell-line.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { searchText, searchTokens, segmentEnd, type Pinyin } from '#core/compile/search-text.ts';
import type { SerialRule, Values } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import { readSerial, serialPrefix, serialScope } from '#core/field/serial.ts';
import { rowJson } from '#core/query/row-json.ts';
import { historyStatement } from '#core/record/history-statement.ts';
import { followLines, keepingFields, keptAfter, marksText, sortCell, type FollowedLine } from '#core/record/keep-lines.ts';
import type { UnitStatement, WriteNote } from '#core/record/unit.ts';

export interface NewRow {
  readonly id: string;
  readonly historyId: string;
  readonly values: Values;
}

export interface Creation {
  readonly table: CompiledTable;
  readonly rows: readonly NewRow[];
  readonly note: WriteNote;
  /** Local day in BIAOLI_TZ, for numbers. */
  readonly today: string;
  readonly pinyin: Pinyin;
  /** For the lines that are kept in step. */
  readonly lookup: Lookup;
  /** Reads the rows back inside the unit, as `rowJson`. */
  readonly answer: boolean;
  /** Imports write their history when they end, so that nothing is told of rows that may still vanish. */
  readonly history?: false;
}

type Cell = string | number | null;

/** The statements that make rows: counters, rows, search words, option index, history. One unit, whatever the number of rows. */
export const planCreate = (creation: Creation): readonly UnitStatement[] => {
  const { table, rows, note } = creation;
  const numbered = table.serials.map((field) => numberRows(field, creation));
  const kept = keepRows(creation);
  const words = rows.map((row, at) => searchText(table, { ...row.values, ...kept[at]?.values }, creation.pinyin));
  const lines = rows.map(({ id, historyId, values }) => ({
    id: historyId,
    record: id,
    version: 1,
    kind: 'create' as const,
    changes: {},
    ownerBefore: '',
    ownerAfter: ownerOf(table, values, note.by),
  }));
  return [
    ...numbered.flatMap((numbering) => numbering.counters),
    insertRows(creation, numbered, { words, kept }),
    insertSearch(creation, numbered, words),
    ...insertOptions(
      table,
      kept.length === 0 ? rows : rows.map((row, at) => ({ id: row.id, values: { ...row.values, ...kept[at]?.values } })),
    ),
    ...(creation.history === false ? [] : [historyStatement(table, lines, note)]),
    ...(creation.answer
      ? [
          answerRows(
            table,
            rows.map((row) => row.id),
          ),
        ]
      : []),
  ];
};

/** Whose the row is: the owner field's person, else who made it. */
export const ownerOf = (table: CompiledTable, values: Values, by: string): string => {
  if (!table.ownerField) return by;
  const value = values[table.ownerField.key];
  return typeof value === 'string' ? value : '';
};

interface Numbering {
  readonly field: CompiledField;
  readonly counters: readonly UnitStatement[];
  /** SQL of the number of a row whose cell `x` is a place among the new numbers; text stays as it is. */
  readonly expression: (cell: string) => string;
  readonly places: ReadonlyMap<string, number>;
  readonly params: Readonly<Record<string, string | number>>;
}

const serialRule = (field: CompiledField): SerialRule => field.schema['x-serial'] ?? { prefix: '', date: '', digits: 6, restart: 'never' };
const counterId = (table: CompiledTable, field: CompiledField, scope: string): string => `${table.key}/${field.key}/${scope}`;

/** Counters rise to the highest number that rows bring, so that none is given again. */
export const liftCounters = (
  table: CompiledTable,
  field: CompiledField,
  rows: readonly Pick<NewRow, 'values'>[],
): readonly UnitStatement[] => {
  const rule = serialRule(field);
  const highest = new Map<string, number>();
  for (const row of rows) {
    const brought = row.values[field.key];
    const read = typeof brought === 'string' ? readSerial(rule, brought) : undefined;
    if (read) highest.set(read.scope, Math.max(read.sequence, highest.get(read.scope) ?? 0));
  }
  return [...highest].map(([scope, n]) => ({
    text: 'insert into b_serials (id, n) values (:id, :n) on conflict (id) do update set n = max(n, excluded.n)',
    params: { id: counterId(table, field, scope), n },
  }));
};

/** New numbers are taken from the counter inside the unit, so they are dense; brought ones lift it, so none is given again. */
const numberRows = (field: CompiledField, { table, rows, today }: Creation): Numbering => {
  const rule = serialRule(field);
  const fresh = rows.filter((row) => typeof row.values[field.key] !== 'string');
  const lift = liftCounters(table, field, rows);
  const id = counterId(table, field, serialScope(rule, today));
  const take: UnitStatement = {
    text: 'insert into b_serials (id, n) values (:id, :n) on conflict (id) do update set n = n + excluded.n',
    params: { id, n: fresh.length },
  };
  const key = `n_${field.key}`;
  return {
    field,
    counters: [...lift, ...(fresh.length > 0 ? [take] : [])],
    expression: (cell) =>
      `case when typeof(${cell}) = 'integer' then :${key}_prefix || printf('%0${rule.digits}d', (select n from b_serials where id = :${key}_id) - :${key}_count + ${cell} + 1) else ${cell} end`,
    places: new Map(fresh.map((row, place) => [row.id, place])),
    params: { [`${key}_prefix`]: serialPrefix(rule, today), [`${key}_id`]: id, [`${key}_count`]: fresh.length },
  };
};

/** Numbers that are given, not brought: SQL knows them only inside the unit. */
const givenOf = (numbered: readonly Numbering[]): readonly Numbering[] => numbered.filter(({ places }) => places.size > 0);

/** What goes beside the values of each row, in the order of the rows. */
interface Beside {
  readonly words: readonly string[];
  readonly kept: readonly KeptRow[];
}

const columnsOf = ({ column, sortColumn }: { column: string; sortColumn: string }): readonly string[] =>
  sortColumn === '' ? [column] : [column, sortColumn];

const insertRows = (creation: Creation, numbered: readonly Numbering[], { words, kept }: Beside): UnitStatement => {
  const { table, rows, note, pinyin } = creation;
  const given = givenOf(numbered);
  const columns = ['id', 'owner', 'search_text', ...table.fields.flatMap(columnsOf), ...keptColumns(table)];
  const numberingOf = numberedColumns(given);
  const picked = columns.map((column, at) => {
    const cell = `json_extract(e.value, '$[${at}]')`;
    if (column === 'search_text') return cell + given.map((numbering) => numberWords(numbering, columns)).join('');
    return numberingOf.get(column)?.expression(cell) ?? cell;
  });
  const cells = rows.map((row, at): readonly Cell[] => {
    const line: Cell[] = [row.id, ownerOf(table, row.values, note.by), words[at] ?? ''];
    for (const field of table.fields) {
      const value = row.values[field.key] ?? null;
      line.push(numberingOf.get(field.column)?.places.get(row.id) ?? field.type.toColumn(value));
      if (field.sortColumn !== '') line.push(sortCell(value, pinyin));
    }
    if (table.keepsLines) line.push(...keptCells(kept[at], (column) => numberingOf.get(column)?.places.get(row.id), pinyin));
    return line;
  });
  return {
    text: `insert into ${table.collection} (${columns.join(', ')}, version, revision, created_at, created_by, updated_at, updated_by, import_id) select ${picked.join(', ')}, 1, :revision, :at, :by, :at, :by, :import from jsonb_each(:rows) e`,
    params: Object.assign(
      { rows: JSON.stringify(cells), revision: table.revision, at: note.at, by: note.by, import: note.importId },
      ...given.map((numbering) => numbering.params),
    ),
    changes: rows.length,
  };
};

/** A given number goes into its column and into the kept lines of text beside it. */
const numberedColumns = (given: readonly Numbering[]): ReadonlyMap<string, Numbering> =>
  new Map(
    given.flatMap((numbering) =>
      [numbering.field, ...numbering.field.kept.filter(holdsNumbers)].flatMap(columnsOf).map((column) => [column, numbering] as const),
    ),
  );

const holdsNumbers = ({ schema }: KeptLine): boolean => lineKind(schema) === 'text';

interface KeptRow {
  /** By line name. */
  readonly values: Values;
  readonly followed: readonly FollowedLine[];
  readonly marks: string;
}

const keepRows = ({ table, rows, lookup }: Creation): readonly KeptRow[] => {
  const fields = keepingFields(table);
  return fields.length === 0 ? [] : rows.map((row) => keepRow(fields, row.values, lookup));
};

const keepRow = (fields: readonly CompiledField[], values: Values, lookup: Lookup): KeptRow => {
  const followed = fields.flatMap((field) => followLines(field, values[field.key] ?? null, lookup));
  const unnumbered = fields.filter((field) => field.type.name === 'serial' && typeof values[field.key] !== 'string');
  const marked = [
    ...followed.filter(({ follows }) => follows !== 'exact').map(({ name }) => name),
    ...unnumbered.flatMap((field) => field.kept.filter((line) => !holdsNumbers(line)).map(({ line }) => lineName(field.key, line))),
  ];
  return { values: keptAfter(followed, {}), followed, marks: marksText(marked) };
};

const keptColumns = (table: CompiledTable): readonly string[] =>
  table.keepsLines ? [...keepingFields(table).flatMap((field) => field.kept.flatMap(columnsOf)), 'differs'] : [];

const keptCells = (kept: KeptRow | undefined, placeIn: (column: string) => number | undefined, pinyin: Pinyin): readonly Cell[] => [
  ...(kept?.followed ?? []).flatMap(({ line, name }): readonly Cell[] => {
    const value = kept?.values[name] ?? null;
    const place = placeIn(line.column);
    const cell = place ?? line.type.toColumn(value);
    return line.sortColumn === '' ? [cell] : [cell, place ?? sortCell(value, pinyin)];
  }),
  kept?.marks ?? '',
];

/** A new number as one more line of the searchable words; a brought one is among them already. */
const numberWords = ({ field, expression }: Numbering, columns: readonly string[]): string => {
  const cell = `json_extract(e.value, '$[${columns.indexOf(field.column)}]')`;
  return ` || case when typeof(${cell}) = 'integer' then char(10) || lower(${expression(cell)}) else '' end`;
};

/** One subquery over places is prepared in a fifth of the time of thirty terms. */
const serialPlaces = JSON.stringify(Array.from({ length: 30 }, (_, at) => at + 1));

/** Words for the full-text index; numbers are known only inside the unit, so their pairs are cut by SQL. */
const insertSearch = ({ table, rows }: Creation, numbered: readonly Numbering[], texts: readonly string[]): UnitStatement => {
  const words = rows.map((row, at) => [row.id, searchTokens(texts[at] ?? '')]);
  const pairs = givenOf(numbered).map(({ field }) => {
    const cut = `lower(substr(t.${field.column}, n.value, 2))`;
    return ` || ' ${segmentEnd} ' || (select group_concat(${cut}, ' ') from json_each('${serialPlaces}') n)`;
  });
  return {
    text: `insert into ${table.searchTable} (rowid, words) select t.rowid, json_extract(e.value, '$[1]')${pairs.join('')} || ' ${segmentEnd}' from jsonb_each(:words) e join ${table.collection} t on t.id = json_extract(e.value, '$[0]')`,
    params: { words: JSON.stringify(words) },
  };
};

/** Index rows of every list, shown or kept: at most one line of a field is one, so a revision that comes alive finds its index. */
export const insertOptions = (table: CompiledTable, rows: readonly Pick<NewRow, 'id' | 'values'>[]): readonly UnitStatement[] => {
  const lists = listLines(table);
  const entries: (readonly [string, string, string])[] = [];
  for (const { id, values } of rows) {
    for (const { key, name } of lists) {
      const value = values[name];
      if (Array.isArray(value)) entries.push(...value.map((option: string) => [key, option, id] as const));
    }
  }
  if (entries.length === 0) return [];
  return [
    {
      text: `insert into ${table.optionTable} (field, option, row) select json_extract(e.value, '$[0]'), json_extract(e.value, '$[1]'), json_extract(e.value, '$[2]') from jsonb_each(:entries) e where true on conflict do nothing`,
      params: { entries: JSON.stringify(entries) },
    },
  ];
};

/** The lists of a table: field key, and the name its value goes by among values and kept values. */
export const listLines = (table: CompiledTable): readonly { readonly key: string; readonly name: string }[] =>
  table.fields.flatMap((field) => [
    ...(field.type.json === 'array' ? [{ key: field.key, name: field.key }] : []),
    ...field.kept.filter(({ type }) => type.json === 'array').map(({ line }) => ({ key: field.key, name: lineName(field.key, line) })),
  ]);

export const answerRows = (table: CompiledTable, ids: readonly string[]): UnitStatement => ({
  text: `select ${rowJson(table)} as j from json_each(:ids) e join ${table.collection} t on t.id = e.value`,
  params: { ids: JSON.stringify(ids) },
  returns: true,
});
