import { lineName } from '#core/compile/cell-line.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { readRow, rowJson } from '#core/query/row-json.ts';
import { namesOf, type Titled } from '#core/naming.ts';
import type { World } from '#usecases/ports/world.ts';
import type { PublishScene } from '#usecases/revision/publish-scene.ts';
import { nameOf, type RowReport } from '#usecases/revision/tally-rows.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

/** A row whose value on another kept line says something else. */
export interface DifferingRow {
  readonly id: string;
  readonly title: string;
  readonly number: string;
  /** Titles of the fields. */
  readonly fields: readonly string[];
}

export interface Differing {
  readonly count: number;
  readonly samples: readonly DifferingRow[];
}

export interface PublishReport extends RowReport {
  readonly number: number;
  readonly differing: Differing;
  /** Fields whose earlier values are kept, and until when. */
  readonly kept: readonly (Titled & { readonly key: string; readonly until: string })[];
  readonly seconds: number;
}

export const publishReport = async (
  world: World,
  { entry, scene }: { readonly entry: TableEntry; readonly scene: PublishScene },
): Promise<PublishReport> => {
  const { change, cursor, params, run } = scene;
  const { moved } = change.plan;
  return {
    ...(cursor.report ?? { rows: 0, clean: 0, lossy: 0, failing: 0, fields: [] }),
    number: params.number,
    differing: await differingRows(world, entry.table, moved),
    kept: entry.lines
      .filter(({ field, until }) => until !== '' && moved.includes(field))
      .map(({ field, until }) => ({ key: field, ...namesOf(change.table.field(field)?.schema ?? { title: field }), until })),
    seconds: Math.round((world.now() - Date.parse(run.job.created)) / 100) / 10,
  };
};

const toldRows = 50;

/** Rows outside the bin whose lines of these fields do not say the same, under the form that keeps them. */
export const differingRows = async (world: Pick<World, 'db'>, table: CompiledTable, keys: readonly string[]): Promise<Differing> => {
  const fields = table.fields.filter((field) => keys.includes(field.key) && field.kept.length > 0);
  if (fields.length === 0) return { count: 0, samples: [] };
  const tests = fields.map(({ key }) => `instr(t.differs, '"${key}/') > 0`).join(' or ');
  const where = `from ${table.collection} t where t.differs <> '' and t.deleted_at = '' and (${tests})`;
  const [[count], rows] = await Promise.all([
    world.db.read<readonly [number]>({ text: `select json_array(count(*)) as j ${where}`, params: {} }, { job: true }),
    world.db.read<readonly unknown[]>(
      { text: `select ${rowJson(table)} as j ${where} order by t.id limit ${toldRows}`, params: {} },
      { job: true },
    ),
  ]);
  const samples = rows.map((row) => {
    const record = readRow(table, row);
    const marked = fields.filter(({ key, line, kept }) =>
      [line, ...kept.map((other) => other.line)].some((one) => record.differs.includes(lineName(key, one))),
    );
    return { id: record.id, ...nameOf(table, record), fields: marked.map(({ schema }) => schema.title) };
  });
  return { count: count?.[0] ?? 0, samples };
};
