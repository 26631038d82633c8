import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { lineBook, type RegisteredLine } from '#core/compile/line-book.ts';
import { registryAfter } from '#core/compile/plan-lines.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition, FieldSchema, Values } from '#core/definition/definition.ts';
import { rowsSql, scanSql } from '#core/query/scan-query.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import { classifyRow, type ClassifyScene, type RowOutcome } from '#core/record/classify-row.ts';
import { compareRevisions, type RevisionChange } from '#core/record/compare-revisions.ts';
import { planBackfill } from '#core/record/plan-backfill.ts';
import { planUpdate } from '#core/record/plan-change.ts';
import { planCreate } from '#core/record/plan-create.ts';
import { rowHashText } from '#core/record/row-hash.ts';
import type { UnitStatement } from '#core/record/unit.ts';
import type { Database } from '#usecases/ports/database.ts';
import { testLookup } from '#support/lookup.ts';
import { testPinyin } from '#support/pinyin.ts';
import { makeTable, testNote } from '#support/rows-in-database.ts';

export const today = '2024-06-01';
const scene: ClassifyScene = { lookup: testLookup, asker: { today, zone: 'Asia/Shanghai', me: 'p-zhang', team: [] } };

export type Fields = Readonly<Record<string, FieldSchema>>;
export type Mappings = NonNullable<ClassifyScene['mappings']>;

const documentOf = (fields: Fields, required: readonly string[], removed: Fields = {}): Definition => {
  const record = { type: 'object', properties: fields, required, 'x-removed': removed };
  const checked = checkDefinition({ biaoli: 1, key: 'things', title: '东西', record });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
};

interface Revision {
  readonly definition: Definition;
  lines: Readonly<Record<string, number>>;
}

/** A table with revisions over one database, written and published as the use cases do it, each step by itself. */
export class LivingTable {
  readonly #database: Database;
  readonly #revisions = new Map<number, Revision>();
  #registry: readonly RegisteredLine[] = [];
  #day = today;
  #count = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  static async open(database: Database, fields: Fields, required: readonly string[] = []): Promise<LivingTable> {
    const living = new LivingTable(database);
    living.#revisions.set(1, { definition: documentOf(fields, required), lines: {} });
    await makeTable(database, living.table(1));
    return living;
  }

  draft(number: number, fields: Fields, { required = [], removed = {} }: { required?: readonly string[]; removed?: Fields } = {}): void {
    this.#revisions.set(number, { definition: documentOf(fields, required, removed), lines: {} });
  }

  /** A revision with its lines and those kept beside them. */
  table(number: number): CompiledTable {
    const { definition, lines } = this.#revision(number);
    return compileTable(definition, number, lineBook(lines, this.#registry, this.#day));
  }

  change(live: number, next: number, hasColumns: boolean): RevisionChange {
    const comparing = { live: this.table(live), registry: this.#registry, today: this.#day, hasColumns };
    return compareRevisions(comparing, { definition: this.#revision(next).definition, number: next });
  }

  /** What the dry run says of every row. */
  async plan(live: number, next: number, mappings: Mappings = {}): Promise<readonly RowOutcome[]> {
    const change = this.change(live, next, false);
    return (await this.#read(change.reading)).map((row) => classifyRow(change, row, { ...scene, mappings }));
  }

  /** Columns and lines of a revision: from now on every write writes them. */
  async register(live: number, next: number): Promise<void> {
    const change = this.change(live, next, false);
    this.#registry = registryAfter(this.#registry, change.plan);
    this.#revision(next).lines = change.plan.lines;
    await makeTable(this.#database, change.table);
  }

  async rowsToFill(live: number, next: number): Promise<readonly StoredRecord[]> {
    return this.#read(this.change(live, next, true).reading);
  }

  /** Converts rows that were read before; answers what became of them and which were left out. */
  async fill(live: number, next: number, { rows, mappings = {} }: { rows: readonly StoredRecord[]; mappings?: Mappings }) {
    const change = this.change(live, next, true);
    const backfill = planBackfill({ change, rows, scene: { ...scene, mappings }, pinyin: testPinyin });
    const answers = await this.#write(backfill.statements);
    return { outcomes: backfill.outcomes, leftOut: answers.at(-1) ?? [] };
  }

  /** All steps but the flip, which is the number the caller goes on with. */
  async publish(live: number, next: number, mappings: Mappings = {}): Promise<readonly RowOutcome[]> {
    await this.register(live, next);
    return (await this.fill(live, next, { rows: await this.rowsToFill(live, next), mappings })).outcomes;
  }

  /** Lines that the revision does not show stop being kept. */
  expire(number: number): void {
    const { lines } = this.#revision(number);
    this.#registry = this.#registry.map((row) => ((lines[row.field] ?? 1) === row.line ? row : { ...row, until: today }));
    this.#day = '2024-06-02';
  }

  async create(number: number, values: Values): Promise<string> {
    const id = `r${String((this.#count += 1)).padStart(14, '0')}`;
    const rows = [{ id, historyId: `h${id}`, values }];
    const creation = { table: this.table(number), rows, note: testNote, today, pinyin: testPinyin, lookup: testLookup, answer: false };
    await this.#write(planCreate(creation));
    return id;
  }

  async update(number: number, id: string, values: Values): Promise<void> {
    await this.updateFrom(number, await this.row(number, id), values);
  }

  async updateFrom(number: number, before: StoredRecord, values: Values): Promise<void> {
    const historyId = `h${String((this.#count += 1))}`;
    const change = { table: this.table(number), before, values, historyId, note: testNote, pinyin: testPinyin, lookup: testLookup };
    await this.#write(planUpdate(change));
  }

  async row(number: number, id: string): Promise<StoredRecord> {
    const table = this.table(number);
    const [row] = await this.#database.read<readonly unknown[]>(rowsSql(table, [id]));
    if (!row) throw new Error(`no row ${id}`);
    return readRow(table, row);
  }

  /** The values all rows show under a revision, as text. */
  async shows(number: number): Promise<string> {
    const table = this.table(number);
    return (await this.#read(table)).map((row) => rowHashText(table, row)).join('');
  }

  async #read(table: CompiledTable): Promise<readonly StoredRecord[]> {
    const rows = await this.#database.read<readonly unknown[]>(scanSql(table, { after: '', limit: 5000 }));
    return rows.map((row) => readRow(table, row));
  }

  async #write(statements: readonly UnitStatement[]): Promise<readonly (readonly unknown[])[]> {
    const result = await this.#database.write(statements);
    if (!result.ok) throw new Error(JSON.stringify(result.conflict));
    return result.results.flatMap(({ rows }) => (rows ? [rows] : []));
  }

  #revision(number: number): Revision {
    const revision = this.#revisions.get(number);
    if (!revision) throw new Error(`no revision ${String(number)}`);
    return revision;
  }
}
