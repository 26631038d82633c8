import { lineKind, type KeptLine } from '#core/compile/cell-line.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { SerialRule } from '#core/definition/definition.ts';
import { readSerial, serialPrefix, serialScope } from '#core/field/serial.ts';
import { columnsOf } from '#core/record/keep-lines.ts';
import type { NewRow } from '#core/record/new-row.ts';
import type { UnitStatement } from '#core/record/unit.ts';

export interface Numbering {
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

interface Numbered {
  readonly table: CompiledTable;
  readonly rows: readonly NewRow[];
  readonly today: string;
}

/** New numbers are taken from the counter inside the unit, so they are dense; brought ones lift it, so none is given again. */
export const numberRows = (field: CompiledField, { table, rows, today }: Numbered): Numbering => {
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
export const givenOf = (numbered: readonly Numbering[]): readonly Numbering[] => numbered.filter(({ places }) => places.size > 0);

/** A given number goes into its column and into the kept lines of text beside it. */
export const numberedColumns = (given: readonly Numbering[]): ReadonlyMap<string, Numbering> =>
  new Map(
    given.flatMap((numbering) =>
      [numbering.field, ...numbering.field.kept.filter(holdsNumbers)].flatMap(columnsOf).map((column) => [column, numbering] as const),
    ),
  );

export const holdsNumbers = ({ schema }: KeptLine): boolean => lineKind(schema) === 'text';

/** A new number as one more line of the searchable words; a brought one is among them already. */
export const numberWords = ({ field, expression }: Numbering, columns: readonly string[]): string => {
  const cell = `json_extract(e.value, '$[${columns.indexOf(field.column)}]')`;
  return ` || case when typeof(${cell}) = 'integer' then char(10) || lower(${expression(cell)}) else '' end`;
};
