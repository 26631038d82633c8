import { checkDefinition } from '#core/definition/check-definition.ts';
import { ok, pointer, problem, type Problem } from '#core/problem.ts';
import { done, forbidden, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { OpenWorkbook, Workbooks } from '#usecases/ports/workbooks.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import type { ImportDesk } from '#usecases/import/import-desk.ts';
import type { ColumnTarget, ImportPlan, ImportReport } from '#usecases/import/import-plan.ts';
import { matchSheet, readSheet, type ReadSheet } from '#usecases/import/propose-import.ts';
import { createTable, eraseTable } from '#usecases/table/create-table.ts';
import { accessTo, openTable } from '#usecases/table/open-table.ts';
import { uniqueFields } from '#usecases/import/find-existing.ts';

/** Where an import comes from: an uploaded file by its id and name. */
export interface Source {
  readonly upload: string;
  readonly file: string;
  readonly sheet: number;
  /** The upload where the caller has opened it, and the sheet where they have read it already: neither is done twice. Whoever opened it closes it where no import begins. */
  readonly opened?: { readonly workbook: OpenWorkbook; readonly read?: ReadSheet } | undefined;
}

export interface ImportTools {
  readonly world: World;
  readonly desk: ImportDesk;
  readonly workbooks: Workbooks;
}

export interface Started {
  readonly id: string;
  readonly table: string;
  readonly finished: Promise<ImportReport>;
}

export type GivenColumns = readonly { readonly index: number; readonly field: string | null }[];

/** Opens an upload; the caller closes it unless an import took it over. */
export const openUpload = async (workbooks: Workbooks, upload: string): Promise<Outcome<OpenWorkbook>> => {
  const path = workbooks.pathOf(upload);
  if (path === undefined) return refusedFor(problem('upload-gone', '/upload'));
  const opened = await workbooks.open(path);
  return opened.ok ? done(opened.value) : refusedFor(...opened.problems);
};

/** Makes a table of a definition and fills it from a sheet, in one go: it shows when its rows are in. */
export const startTableImport = async (
  tools: ImportTools,
  caller: Caller,
  given: Source & { readonly definition: unknown; readonly columns: GivenColumns },
): Promise<Outcome<Started>> => {
  const checked = checkDefinition(given.definition);
  if (!checked.ok) return refusedFor(...checked.problems.map((fault) => ({ ...fault, path: `${pointer('definition')}${fault.path}` })));
  return withSheet(tools, { ...given, values: true }, async (workbook, read) => {
    const { world } = tools;
    const id = world.newId();
    const made = await createTable(world, caller, { definition: checked.value, note: given.file, state: 'building', importId: id });
    if (!made.ok) return made;
    const access = accessTo(world, { ...caller, door: 'import' }, made.value);
    const columns = targetsOf(read, given.columns);
    const faults = columnFaults(columns, (key) => access.table.field(key) !== undefined);
    if (faults.length > 0) {
      await eraseTable(world, checked.value.key);
      return refusedFor(...faults);
    }
    const plan = planOf(read, {
      id,
      table: checked.value.key,
      file: given.file,
      columns,
      idColumn: null,
      key: null,
      fresh: true,
      dryRun: false,
    });
    return done({ id, table: plan.table, finished: tools.desk.begin(world, { access, plan, workbook }) });
  });
};

export interface ImportRequest extends Source {
  readonly table: string;
  /** Undefined: as the headers are recognised. */
  readonly columns: GivenColumns | undefined;
  readonly key: string | null;
  readonly dryRun: boolean;
}

/** Reads a sheet into a table that is there: new rows, or changes of the rows it names. */
export const startImport = async (tools: ImportTools, caller: Caller, given: ImportRequest): Promise<Outcome<Started>> => {
  const { world } = tools;
  const access = openTable(world, { ...caller, door: 'import' }, given.table);
  if (!access) return notFound;
  if (!access.rights.import) return forbidden(problem('no-right-import'));
  const unique = uniqueFields(access.table).map((field) => field.key);
  if (given.key !== null && !unique.includes(given.key)) return refusedFor(problem('import-key', '/key', { allowed: unique }));
  const values = !given.columns && access.table.fields.some((field) => field.type.name === 'id-number');
  return withSheet(tools, { ...given, values }, async (workbook, read) => {
    const matched = matchSheet(read, access.table.definition);
    const columns = given.columns
      ? targetsOf(read, given.columns)
      : matched.columns.map(({ index, title, field }) => ({ index, title, field }));
    const faults = columnFaults(columns, (key) => access.table.field(key) !== undefined);
    if (faults.length > 0) return refusedFor(...faults);
    const plan = planOf(read, {
      id: world.newId(),
      table: given.table,
      file: given.file,
      columns,
      idColumn: matched.idColumn,
      key: given.key,
      fresh: false,
      dryRun: given.dryRun,
    });
    return done({ id: plan.id, table: given.table, finished: tools.desk.begin(world, { access, plan, workbook }) });
  });
};

/** Opens the upload and reads the sheet (`values`: all that its columns hold, not only their titles); whatever does not end in an import closes it again. */
const withSheet = async (
  tools: ImportTools,
  { values, ...given }: Source & { readonly values: boolean },
  use: (workbook: OpenWorkbook, read: ReadSheet) => Promise<Outcome<Started>>,
): Promise<Outcome<Started>> => {
  const opened = given.opened ? done(given.opened.workbook) : await openUpload(tools.workbooks, given.upload);
  if (!opened.ok) return opened;
  const workbook = opened.value;
  let started: Outcome<Started> | undefined;
  try {
    const read = given.opened?.read ? ok(given.opened.read) : await readSheet(workbook, given.sheet, values);
    started = read.ok ? await use(workbook, read.value) : refusedFor(...read.problems);
    return started;
  } finally {
    if (started?.ok !== true) await workbook.close();
  }
};

const targetsOf = (read: ReadSheet, given: GivenColumns): readonly ColumnTarget[] =>
  read.reading.header.columns.map(({ index, title }) => ({
    index,
    title,
    field: given.find((column) => column.index === index)?.field ?? null,
  }));

const columnFaults = (columns: readonly ColumnTarget[], exists: (key: string) => boolean): readonly Problem[] =>
  columns.flatMap(({ field }, at) => {
    if (field === null) return [];
    const twice = columns.findIndex((other) => other.field === field) < at;
    return [
      ...(exists(field) ? [] : [problem('import-no-field', pointer('columns', at), { field })]),
      ...(twice ? [problem('import-field-twice', pointer('columns', at), { field })] : []),
    ];
  });

type Chosen = Pick<ImportPlan, 'id' | 'table' | 'file' | 'columns' | 'idColumn' | 'key' | 'fresh' | 'dryRun'>;

const planOf = ({ sheet, name, reading }: ReadSheet, chosen: Chosen): ImportPlan => ({
  ...chosen,
  sheet,
  sheetName: name,
  firstData: reading.header.firstData,
  totalRows: reading.rows,
  blankRows: reading.blankRows,
});
