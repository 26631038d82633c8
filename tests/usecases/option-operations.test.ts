import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Value, Values } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import { scanSql } from '#core/query/scan-query.ts';
import { sameValue } from '#core/record/merge.ts';
import { rowHashText } from '#core/record/row-hash.ts';
import type { RunningWorld } from '#server/wire.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import type { Job } from '#usecases/job/job.ts';
import { removeRecord } from '#usecases/record/remove-record.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { replaceOptions } from '#usecases/revision/replace-options.ts';
import type { ReplaceReport } from '#usecases/revision/replace-work.ts';
import { undoReplacement, type UndoReport } from '#usecases/revision/undo-replacement.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { fillRows, liveTable, publish, rowKey, toolsOf, valueOf, withField } from '#support/revisions.ts';

const ids = ['expo', 'yellow', 'friend', 'net'];
const options = ids.map((id) => ({ const: id, title: `来源${id}` }));
const definition = sound({
  biaoli: 1,
  key: 'firm',
  title: '客户',
  record: {
    type: 'object',
    properties: {
      name: { title: '名称', type: 'string', 'x-type': 'text' },
      source: { title: '来源', type: 'string', 'x-type': 'choice', oneOf: options, default: 'net' },
      tags: { title: '标签', type: 'array', 'x-type': 'multi-choice', uniqueItems: true, items: { oneOf: options } },
    },
  },
});
const rowCount = 10;
const rows = Array.from({ length: rowCount }, (_, at) => ({
  name: `公司${at % 3}`,
  source: ids[at % 4] ?? null,
  tags: ids.filter((_id, place) => (at >> place) % 2 === 1),
}));

/** What somebody does; numbers pick among what is there. */
interface Step {
  readonly kind: (typeof kinds)[number];
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Somebody writes while a replacement or its undoing goes on. */
  readonly beside: boolean;
}

const kinds = ['replace', 'merge', 'split', 'undo', 'undo', 'retire', 'reopen', 'write', 'bulk', 'bin', 'restore'] as const;
const draw = fc.nat(999);
const steps = fc.array(fc.record<Step>({ kind: fc.constantFrom(...kinds), a: draw, b: draw, c: draw, beside: fc.boolean() }), {
  minLength: 6,
  maxLength: 14,
});

interface Done {
  readonly id: string;
  readonly field: string;
  readonly before: ReadonlyMap<string, StoredRecord>;
  /** Rows the replacement wrote, at the version it left them. */
  readonly wrote: ReadonlyMap<string, number>;
}

class Firm {
  readonly world: RunningWorld;
  readonly tools: JobTools;
  readonly seen: Record<string, number>;
  done: readonly Done[] = [];

  constructor(world: RunningWorld, seen: Record<string, number>) {
    this.world = world;
    this.tools = toolsOf(world);
    this.seen = seen;
  }

  get #access() {
    const opened = openTable(this.world, callerFor(this.world, 'manager', 'api'), 'firm');
    if (!opened) throw new Error('no table');
    return opened;
  }

  async rows(): Promise<ReadonlyMap<string, StoredRecord>> {
    const table = liveTable(this.world, 'firm');
    const found = await this.world.db.read<readonly unknown[]>(scanSql(table, { after: '', limit: 100 }));
    return new Map(found.map((row) => readRow(table, row)).map((row) => [row.id, row]));
  }

  #note(what: string): void {
    this.seen[what] = (this.seen[what] ?? 0) + 1;
  }

  async take(step: Step): Promise<void> {
    const { kind, a, b } = step;
    if (kind === 'replace' || kind === 'merge' || kind === 'split') return this.#replace(step, kind);
    if (kind === 'undo') return this.#undo(step);
    if (kind === 'retire' || kind === 'reopen') return this.#turn(a, kind === 'retire');
    if (kind === 'write') return this.#write(a, b);
    if (kind === 'bulk') for (const at of [0, 3, 6, 9]) await this.#write(a + at, b);
    if (kind === 'bin' || kind === 'restore') {
      const fitting = [...(await this.rows()).values()].filter(({ deleted }) => (deleted === '') === (kind === 'bin'));
      const id = fitting[a % Math.max(1, fitting.length)]?.id ?? '';
      const request = { id, version: 'any', kind: kind === 'bin' ? 'delete' : 'restore' } as const;
      if ((await removeRecord(this.world, this.#access, request)).ok) this.#note(kind);
    }
  }

  async #write(a: number, b: number): Promise<void> {
    const raw: Values = b % 2 === 0 ? { source: ids[a % 4] ?? null } : { tags: ids.filter((_, place) => (b >> place) % 2 === 1) };
    const written = await updateRecord(this.world, this.#access, { id: rowKey((a + b) % rowCount), version: 'any', raw });
    this.#note(written.ok ? 'write' : 'write refused');
  }

  /** Retires an option, or opens it again, by a revision of its own. */
  async #turn(a: number, retired: boolean): Promise<void> {
    const field = liveTable(this.world, 'firm').definition.record.properties['source'];
    const open = (field?.oneOf ?? []).filter((option) => option.deprecated !== true && option.const !== field?.default);
    if (!field?.oneOf || (retired && open.length < 2)) return;
    const wanted = retired ? open[a % open.length] : field.oneOf[a % field.oneOf.length];
    const oneOf = field.oneOf.map((option) => (option === wanted ? turned(option, retired) : option));
    await publish(this.tools, callerFor(this.world, 'manager', 'api'), withField(this.world, 'firm', ['source', { ...field, oneOf }]));
    this.#note(retired ? 'retire' : 'reopen');
  }

  async #besides({ a, b, c }: Step): Promise<void> {
    for (const at of [1, 2, 3]) {
      await this.#write(a + at * 7, b + c + at);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #run(step: Step, begin: () => Promise<string | undefined>): Promise<Job | undefined> {
    const id = await begin();
    if (id === undefined) return undefined;
    const [job] = await Promise.all([this.tools.jobs.begin(id), step.beside ? this.#besides(step) : undefined]);
    expect(job).toMatchObject({ state: 'done' });
    return job;
  }

  async #replace(step: Step, kind: 'replace' | 'merge' | 'split'): Promise<void> {
    const { a, b, c, beside } = step;
    const field = a % 2 === 0 ? 'source' : 'tags';
    const from = [ids[b % 4], ...(kind === 'merge' ? [ids[(b + 1) % 4]] : [])];
    const where = kind === 'split' ? { where: { field: 'name', op: 'is', value: `公司${c % 3}` } } : {};
    const asked = { key: 'firm', replacement: { field, from, to: ids[(b + 2 + (c % 2)) % 4], ...where } };
    const manager = callerFor(this.world, 'manager', 'api');
    const counted = await replaceOptions(this.tools, manager, { ...asked, dryRun: true });
    if (!counted.ok) return this.#note('replace refused');
    const before = await this.rows();
    const job = await this.#run(step, async () => {
      const begun = await replaceOptions(this.tools, manager, { ...asked, dryRun: false });
      return begun.ok ? begun.value.job : undefined;
    });
    if (!job) return this.#note('replace refused');
    const report = job.report as ReplaceReport; // written by replaceWork
    const wrote = await this.#linesOf(job.id);
    expect(report.changed + report.binned).toBe(wrote.size);
    if (!beside) expect([report.changed, report.binned]).toEqual([counted.value.count, counted.value.binned]);
    this.done = [...this.done, { id: job.id, field, before, wrote }];
    this.#note(kind);
    if (report.binned > 0) this.#note('binned');
  }

  async #linesOf(job: string): Promise<ReadonlyMap<string, number>> {
    const lines = await this.world.db.read<readonly [string, number]>({
      text: 'select json_array(record, version) as j from b_history where import_id = :job',
      params: { job },
    });
    return new Map(lines);
  }

  async #undo(step: Step): Promise<void> {
    const last = this.done[step.a % Math.max(1, this.done.length)];
    if (!last) return;
    this.done = this.done.filter((one) => one !== last);
    const manager = callerFor(this.world, 'manager', 'api');
    const standing = await this.rows();
    const job = await this.#run(step, async () => valueOf(await undoReplacement(this.tools, manager, { key: 'firm', id: last.id })));
    if (!job) return;
    const report = job.report as UndoReport; // written by undoWork
    const undone = await this.#linesOf(job.id);
    expect(report.restored + report.binned).toBe(undone.size);
    expect(report.restored + report.binned + report.kept.count).toBe(last.wrote.size);
    this.#note('undo');
    if (step.beside) return;
    const now = await this.rows();
    const table = liveTable(this.world, 'firm');
    for (const [id, version] of last.wrote) {
      const stood = rowOf(last.before, id);
      if (standing.get(id)?.version !== version || stood.version + 1 !== version) continue; // somebody wrote it since, or meanwhile
      expect(rowHashText(table, rowOf(now, id))).toBe(rowHashText(table, stood));
      this.#note('as before');
    }
  }

  /** The history of each row leads from what it was made with to what it holds, without a gap: no value is lost. */
  async check(): Promise<void> {
    const lines = await this.world.db.read<readonly [string, number, Readonly<Record<string, readonly [Value, Value]>>]>({
      text: `select json_array(record, version, json(changes)) as j from b_history where tbl = 'firm' and record <> '' order by rowid`,
      params: {},
    });
    const told = new Map(rows.map((values, at): [string, Record<string, Value>] => [rowKey(at), { ...values }]));
    const versions = new Map(rows.map((_, at) => [rowKey(at), 1]));
    for (const [id, version, changes] of lines) {
      expect(version).toBe((versions.get(id) ?? 0) + 1);
      versions.set(id, version);
      const held = told.get(id) ?? {};
      for (const [key, [before, after]] of Object.entries(changes)) {
        expect(same(held[key] ?? null, before)).toBe(true);
        held[key] = after;
      }
    }
    const table = liveTable(this.world, 'firm');
    const known = (key: string): readonly string[] =>
      optionsOf(table.field(key)?.schema ?? { title: '', type: 'string', 'x-type': 'text' }).map((option) => option.const);
    for (const [id, row] of await this.rows()) {
      for (const key of ['name', 'source', 'tags']) expect(same(row.values[key] ?? null, told.get(id)?.[key] ?? null)).toBe(true);
      for (const key of ['source', 'tags']) for (const option of [row.values[key] ?? []].flat()) expect(known(key)).toContain(option);
    }
  }
}

/** An empty list is stored as unset. */
const same = (one: Value, other: Value): boolean =>
  sameValue(Array.isArray(one) && one.length === 0 ? null : one, Array.isArray(other) && other.length === 0 ? null : other);

const turned = ({ const: id, title }: { const: string; title: string }, retired: boolean) => ({
  const: id,
  title,
  ...(retired ? { deprecated: true } : {}),
});

const rowOf = (found: ReadonlyMap<string, StoredRecord>, id: string): StoredRecord => {
  const row = found.get(id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
};

it('whatever is replaced, merged, split, undone, retired, written and binned: counts are true, undoing restores, nothing is lost', async () => {
  const seen: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const world = await openMemoryWorld();
      await addTable(world, definition);
      const firm = new Firm(world, seen);
      await fillRows(world, liveTable(world, 'firm'), rows);
      for (const step of taken) {
        await firm.take(step);
        await firm.check();
      }
      world.stop();
    }),
    { numRuns: 8, seed: 20260302 },
  );
  for (const what of [
    'replace',
    'merge',
    'split',
    'binned',
    'undo',
    'as before',
    'retire',
    'reopen',
    'write',
    'write refused',
    'bin',
    'restore',
  ])
    expect([what, (seen[what] ?? 0) > 0]).toEqual([what, true]);
});
