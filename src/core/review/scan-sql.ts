import type { Asker } from '#core/condition/condition.ts';
import { conditionToSql, type Bind } from '#core/condition/condition-to-sql.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { newBindings, type SqlText } from '#core/query/bindings.ts';

/** A run of rows by their numbers: after the first, up to and with the second. */
export interface RowRun {
  readonly after: number;
  readonly upTo: number;
}

export interface ScanPart {
  readonly table: CompiledTable;
  readonly fields: readonly CompiledField[];
  readonly asker: Asker;
  /** Imports that have not ended. */
  readonly hidden: readonly string[];
  /** Minutes between UTC and the firm's zone, for months. */
  readonly offset: number;
  /** Rows made since this moment are counted. */
  readonly from: string;
}

/** Largest number and count of the next rows after a row number: `[count, last]`, last null at the end. */
export const runSql = (collection: string, after: number, limit: number): SqlText => ({
  text: `select json_array(count(*), max(n)) as j from (select rowid n from ${collection} where rowid > :after order by rowid limit ${limit})`,
  params: { after },
});

/** Whether a field holds a value, as SQL over `t`. */
export const isSetSql = (field: CompiledField): string =>
  field.type.storage === 'json' ? `(t.${field.column} is not null)` : `(t.${field.column} <> '')`;

export const countsOptions = (field: CompiledField): boolean => field.type.name === 'choice' || field.otherOf !== undefined;

const chunk = 50;
/** SQLite takes at most 127 arguments of a function: arrays of arrays. */
const arrays = (expressions: readonly string[]): string => {
  const parts: string[] = [];
  for (let at = 0; at < expressions.length; at += chunk) parts.push(`json_array(${expressions.slice(at, at + chunk).join(', ')})`);
  return `json_array(${parts.join(', ')})`;
};

/**
 * Everything that one pass over a run of rows tells about some fields, as one JSON array: rows by month, owner and maker with filled and shown
 * counts, the words of each counted field, the last moment of all, and the rows since `from`. The small copy keeps long texts out of every sort.
 */
export const scanSql = ({ table, fields, asker, hidden, offset, from }: ScanPart, run: RowRun): SqlText => {
  const { bind, params } = newBindings();
  const shown = fields.map((field) =>
    field.show === undefined ? '1' : conditionToSql(field.show, { asker, source: table, bind, walk: true }),
  );
  const words = fields.flatMap((field, at) => (countsOptions(field) ? [{ field, at }] : []));
  const columns = [
    `substr(datetime(t.created_at, ${bind(`${offset} minutes`)}), 1, 7) m`,
    `t.${table.ownerColumn} o`,
    't.created_by p',
    't.created_at c',
    ...fields.map((field, at) => `${isSetSql(field)} b${at}`),
    ...shown.flatMap((test, at) => (test === '1' ? [] : [`${test} s${at}`])),
    ...words.map(({ field, at }) => `t.${field.column} w${at}`),
  ];
  const rows = `select ${columns.join(', ')} from ${table.collection} t where ${runTests({ hidden }, run, bind).join(' and ')}`;
  const filled = arrays(fields.map((_, at) => (shown[at] === '1' ? `sum(b${at})` : `sum(b${at} and s${at})`)));
  const seen = arrays(shown.flatMap((test, at) => (test === '1' ? [] : [`sum(s${at})`])));
  const counted = words.map(
    ({ at }) => `(select json_group_array(json(j)) from (select json_array(w${at}, count(*)) j from r where w${at} <> '' group by w${at}))`,
  );
  return {
    text: `with r as materialized (${rows}) select json_array((select json_group_array(json(j)) from (select json_array(m, o, p, count(*), ${filled}, ${seen}) j from r group by m, o, p)), ${arraysOfJson(counted)}, (select max(c) from r), (select count(*) from r where c >= ${bind(from)})) as j`,
    params,
  };
};

/** `deleted_at` with a plus: the run is found by row numbers, not by an index of living rows. */
const runTests = ({ hidden }: Pick<ScanPart, 'hidden'>, run: RowRun, bind: Bind): readonly string[] => [
  `t.rowid > ${bind(run.after)}`,
  `t.rowid <= ${bind(run.upTo)}`,
  "+t.deleted_at = ''",
  ...(hidden.length === 0 ? [] : [`t.import_id not in (${hidden.map(bind).join(', ')})`]),
];

/** When the last row of a run that fills a field was made, for each of some fields; null where none does. */
export const lastSql = ({ table, fields, hidden }: Pick<ScanPart, 'table' | 'fields' | 'hidden'>, run: RowRun): SqlText => {
  const { bind, params } = newBindings();
  const last = arrays(fields.map((field) => `max(case when ${isSetSql(field)} then t.created_at end)`));
  return {
    text: `select ${last} as j from ${table.collection} t where ${runTests({ hidden }, run, bind).join(' and ')}`,
    params,
  };
};

const arraysOfJson = (expressions: readonly string[]): string => arrays(expressions.map((expression) => `json(${expression})`));

/** Rows of each multi-choice option outside the bin: `[option, rows]`. */
export const optionCountSql = ({ table, hidden }: Pick<ScanPart, 'table' | 'hidden'>, field: string): SqlText => {
  const { bind, params } = newBindings();
  const gone = ["t.deleted_at <> ''", ...(hidden.length === 0 ? [] : [`t.import_id in (${hidden.map(bind).join(', ')})`])].join(' or ');
  return {
    text: `select json_array(o.option, count(*)) as j from ${table.optionTable} o where o.field = ${bind(field)} and o.row not in (select t.id from ${table.collection} t where ${gone}) group by o.option limit 5000`,
    params,
  };
};

/** Every so-many-th row, for what is judged on a part of the rows. */
export const sampleTest = (every: number): string => (every <= 1 ? '' : ` and t.rowid % ${Math.ceil(every)} = 0`);

/**
 * What a run of history lines tells: `[[key, last moment, [people]]]` for changed values, and how many lines of the period were saves.
 */
export const historyScanSql = (tbl: string, run: RowRun, from: string): SqlText => ({
  text: `select json_array((select json_group_array(json(j)) from (select json_array(e.key, max(h.at), json_group_array(distinct h.by_id)) j from b_history h, json_each(h.changes) e where h.rowid > :after and h.rowid <= :upTo and +h.tbl = :tbl and h.kind = 'update' and json_extract(e.value, '$[1]') is not null group by e.key)), (select count(*) from b_history h where h.rowid > :after and h.rowid <= :upTo and +h.tbl = :tbl and h.kind in ('create', 'update') and h.at >= :from)) as j`,
  params: { tbl, after: run.after, upTo: run.upTo, from },
});
