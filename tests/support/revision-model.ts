import { expect } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { lineBook } from '#core/compile/line-book.ts';
import { convertValue } from '#core/convert/convert-value.ts';
import type { Conversion } from '#core/convert/conversion.ts';
import type { Value } from '#core/definition/definition.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import { scanSql } from '#core/query/scan-query.ts';
import { rowHashText } from '#core/record/row-hash.ts';
import { messages as english } from '#messages/en/messages.ts';
import { messages as chinese } from '#messages/zh-CN/messages.ts';
import { unfinishedJobs } from '#usecases/job/job.ts';
import type { Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { exportRecords } from '#usecases/record/export-records.ts';
import { listRecords } from '#usecases/record/list-records.ts';
import { findRevision, listRevisions } from '#usecases/revision/revision.ts';
import { lookupOf, openTable } from '#usecases/table/open-table.ts';
import { callerFor } from '#support/firm.ts';
import { codesOf, liveTable } from '#support/revisions.ts';

type Change = readonly [Value, Value];

const exactly = ({ kind, value }: Conversion): readonly Value[] => (kind === 'clean' ? [value] : []);

/** What has to stay true of a table whatever is done to it, checked after every step of a random story. */
export class RevisionModel {
  readonly #key: string;
  /** `row field value` of everything that was ever stored for somebody. */
  readonly #written = new Map<string, Set<string>>();
  /** `revision/row` → the version it was seen at and what the revision showed of it. */
  readonly #shown = new Map<string, { readonly version: number; readonly text: string }>();
  readonly codes = new Map<string, number>();

  constructor(key: string) {
    this.#key = key;
  }

  /** What a person was told is stored. */
  wrote(record: StoredRecord, keys: readonly string[]): void {
    for (const key of keys) {
      const value = record.values[key] ?? null;
      if (value === null) continue;
      const mine = this.#written.get(record.id) ?? new Set<string>();
      this.#written.set(record.id, mine.add(JSON.stringify([key, value])));
    }
  }

  /** A refusal has words in both languages. */
  refused(outcome: Outcome<unknown>): void {
    for (const code of codesOf(outcome)) {
      this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
      if (['not-found', 'stale', 'version-missing', 'forbidden'].includes(code)) continue;
      for (const { change, problem, transfer } of [chinese, english])
        expect({ ...change, ...problem, ...transfer }, `words for ${code}`).toHaveProperty([code]);
    }
  }

  async check(world: World): Promise<void> {
    const forms = await this.#forms(world);
    const lost = new Map([...this.#written].map(([row, values]) => [row, new Set(values)]));
    for (const { number, table } of forms) {
      for (const record of await readAll(world, table)) {
        this.#compare(number, table, record);
        const missing = lost.get(record.id);
        for (const [key, value] of Object.entries(record.values)) missing?.delete(JSON.stringify([key, value]));
        for (const [line, value] of Object.entries(record.kept)) missing?.delete(JSON.stringify([line.split('/')[0], value]));
      }
    }
    for (const [row, values] of lost) {
      if (values.size > 0) for (const told of await this.#historyOf(world, row)) values.delete(told);
      expect([...values], `values of ${row} are in no line and no history`).toEqual([]);
    }
    expect(await unfinishedJobs(world, '9'), 'jobs left').toEqual([]);
    expect((await listRevisions(world, this.#key)).filter(({ state }) => state === 'publishing')).toEqual([]);
    await this.#checkDoors(world);
  }

  /** `[key, value]` of all that the history of a row tells, of the lines beside too, and what says exactly the same in another form. */
  async #historyOf(world: World, row: string): Promise<readonly string[]> {
    const entries = await world.db.read<readonly [number, Readonly<Record<string, Change>>]>({
      text: 'select json_array(revision, json(changes)) as j from b_history where record = :row order by rowid limit 5000',
      params: { row },
    });
    const revisions = await Promise.all(
      (await listRevisions(world, this.#key)).map(({ number }) => findRevision(world, this.#key, number)),
    );
    const schemaOf = (key: string) => (found: (typeof revisions)[number]) => found?.definition.record.properties[key] ?? [];
    const lookup = lookupOf(world, 'zh-CN');
    return entries.flatMap(([number, changes]) =>
      Object.entries(changes).flatMap(([line, values]) => {
        const key = line.split('/')[0] ?? '';
        const from = revisions.filter((found) => line === key && found?.line.number === number).flatMap(schemaOf(key))[0];
        const same = values.flatMap((value) =>
          from === undefined
            ? []
            : revisions.flatMap(schemaOf(key)).flatMap((to) => exactly(convertValue(value, { from, to }, { lookup }))),
        );
        return [...values, ...same].map((value) => JSON.stringify([key, value]));
      }),
    );
  }

  #compare(number: number, table: CompiledTable, record: StoredRecord): void {
    const at = `${number}/${record.id}`;
    const text = rowHashText(table, record);
    const before = this.#shown.get(at);
    if (before?.version === record.version) expect(text, `revision ${number} shows another ${record.id}`).toBe(before.text);
    this.#shown.set(at, { version: record.version, text });
  }

  /** Every revision that was ever live for somebody, with all its lines. */
  async #forms(world: World): Promise<readonly { readonly number: number; readonly table: CompiledTable }[]> {
    const entry = world.tables.live(this.#key);
    const living = (await listRevisions(world, this.#key)).filter(
      ({ published, live, state }) => live || published !== '' || state === 'trial',
    );
    const found = await Promise.all(living.map(({ number }) => findRevision(world, this.#key, number)));
    return found.flatMap((revision) => {
      if (!revision || !entry) return [];
      const sound = checkDefinition(JSON.parse(JSON.stringify(revision.definition)));
      expect(sound.ok).toBe(true);
      const { number } = revision.line;
      return [{ number, table: compileTable(revision.definition, number, lineBook(revision.lines, entry.lines, '')) }];
    });
  }

  /** Whoever is on no trial meets exactly the live form, at each door, and finds each row by what it holds. */
  async #checkDoors(world: World): Promise<void> {
    const table = liveTable(world, this.#key);
    const access = openTable(world, callerFor(world, 'staff2'), this.#key);
    if (!access) throw new Error('the table is out of sight');
    expect(access.whole.revision).toBe(table.revision);
    const keys = table.fields.map(({ key }) => key).sort();
    const page = await listRecords(world, access, { limit: 500 });
    if (!page.ok) throw new Error(JSON.stringify(page));
    for (const record of page.value.records) expect(Object.keys(record.values).sort()).toEqual(keys);
    const exported = await exportRecords(world, access, {});
    if (!exported.ok) throw new Error(JSON.stringify(exported));
    expect(exported.value.columns.map(({ key }) => key).sort()).toEqual(keys);
    for (const field of table.fields) await this.#checkFinding(world, { access, field, records: page.value.records });
  }

  async #checkFinding(
    world: World,
    {
      access,
      field,
      records,
    }: {
      readonly access: NonNullable<ReturnType<typeof openTable>>;
      readonly field: CompiledTable['fields'][number];
      readonly records: readonly StoredRecord[];
    },
  ): Promise<void> {
    const held = records.map(({ values }) => values[field.key] ?? null);
    if (field.type.json === 'array') {
      for (const id of new Set(held.flatMap((value) => (Array.isArray(value) ? value : [])))) {
        const found = await listRecords(world, access, { limit: 500, filter: { field: field.key, op: 'has-any', value: [id] } });
        if (!found.ok) continue; // an option that is gone cannot be asked for
        const holders = records.filter(({ values }) => [values[field.key] ?? []].flat().includes(id)).map((row) => row.id);
        expect(found.value.records.map((row) => row.id).sort(), `found by ${field.key} ${id}`).toEqual(holders.sort());
      }
    } else if (field.type.searchable && field.schema['x-type'] === 'text') {
      for (const record of records) {
        const value = record.values[field.key];
        if (typeof value !== 'string' || value.length < 2) continue;
        const found = await listRecords(world, access, { limit: 500, q: value });
        if (!found.ok) throw new Error(JSON.stringify(found));
        expect(
          found.value.records.map((row) => row.id),
          `found by ${value}`,
        ).toContain(record.id);
      }
    }
  }
}

const readAll = async (world: World, table: CompiledTable): Promise<readonly StoredRecord[]> =>
  (await world.db.read<readonly unknown[]>(scanSql(table, { after: '', limit: 2000 }))).map((row) => readRow(table, row));
