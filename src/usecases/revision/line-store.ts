import type { RegisteredLine } from '#core/compile/line-book.ts';
import type { Readings } from '#core/convert/conversion.ts';
import type { LinePlan } from '#core/compile/plan-lines.ts';
import type { Definition } from '#core/definition/definition.ts';
import type { Statement } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';

/** Days for which a line is kept in step after the publish that left it. */
export const keptDays = 90;
const dayLength = 86_400_000;

export const dayAfter = (now: number, days: number): string => new Date(now + days * dayLength).toISOString().slice(0, 10);

/** Writes the lines of a new revision into the registry; from then on every write of the table writes them. May be repeated. */
export const registerLines = (
  world: Pick<World, 'now' | 'newId'>,
  table: string,
  { added, changed }: Pick<LinePlan, 'added' | 'changed'>,
): readonly Statement[] => [
  ...added.map(({ field, line, kind, schema, until }) => ({
    text: `insert into b_lines (id, tbl, field, line, kind, schema, created_at, until) select :id, :table, :field, :line, :kind, :schema, :now, :until where not exists (select 1 from b_lines where tbl = :table and field = :field and line = :line)`,
    params: {
      id: world.newId(),
      table,
      field,
      line,
      kind,
      schema: JSON.stringify(schema),
      now: new Date(world.now()).toISOString(),
      until,
    },
  })),
  ...changed.map(({ field, line, schema }) => ({
    text: `update b_lines set schema = :schema, until = '' where tbl = :table and field = :field and line = :line`,
    params: { table, field, line, schema: JSON.stringify(schema) },
  })),
];

/** How words of the line that was shown are read into the one that is shown now, from then on in every write. */
export const registerReadings = (table: string, registry: readonly RegisteredLine[], pairs: readonly LinePair[]): readonly Statement[] =>
  pairs.map(({ field, from, to, readings }) => {
    const standing = registry.find((row) => row.field === field && row.line === to)?.readings;
    return {
      text: 'update b_lines set readings = :readings where tbl = :table and field = :field and line = :line',
      params: { table, field, line: to, readings: JSON.stringify({ ...standing, [from]: readings }) },
    };
  });

/** Two lines of a field and what the manager said of words that go from one to the other. */
export interface LinePair {
  readonly field: string;
  readonly from: number;
  readonly to: number;
  readonly readings: Readings;
}

/** A revision that people work with: what it shows of each field. */
export interface LivingForm {
  readonly definition: Definition;
  readonly lines: Readonly<Record<string, number>>;
}

const isShown = ({ definition, lines }: LivingForm, { field, line }: RegisteredLine): boolean =>
  Object.hasOwn(definition.record.properties, field) && (lines[field] ?? 1) === line;

/** How long each line is kept once exactly these revisions live: `left` is the last day of one that was shown until now. */
export const settleLines = (
  table: string,
  registry: readonly RegisteredLine[],
  { living, left }: { readonly living: readonly LivingForm[]; readonly left: string },
): readonly Statement[] =>
  registry.flatMap((row) => {
    const until = living.some((form) => isShown(form, row)) ? '' : row.until === '' ? left : row.until;
    return until === row.until
      ? []
      : [
          {
            text: 'update b_lines set until = :until where tbl = :table and field = :field and line = :line',
            params: { table, field: row.field, line: row.line, until },
          },
        ];
  });
