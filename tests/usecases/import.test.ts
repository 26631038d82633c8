import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { exportFile } from '#server/transfer/export-file.ts';
import { refusedWorkbook } from '#server/transfer/refused-workbook.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { addTable, addTestPeople, callerFor, template } from '#support/firm.ts';
import { openTestDesk, valueOf, type TestDesk } from '#support/import-desk.ts';
import { messages } from '#messages/zh-CN/messages.ts';
import { planCreate } from '#core/record/plan-create.ts';
import { findImport, openImport, markImport } from '#usecases/import/import-store.ts';
import type { ImportPlan, ImportReport } from '#usecases/import/import-plan.ts';
import { recoverImports } from '#usecases/import/recover-imports.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { exportRecords } from '#usecases/record/export-records.ts';
import { recordHistory } from '#usecases/record/record-history.ts';
import { listRecords } from '#usecases/record/list-records.ts';
import type { RecordPage } from '#usecases/record/read-page.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';

let world: RunningWorld;
let desk: TestDesk;
const admin = () => callerFor(world, 'admin', 'page');

const access = (table = 'customer'): TableAccess => {
  const opened = openTable(world, admin(), table);
  if (!opened) throw new Error(`no table ${table}`);
  return opened;
};
const list = async (table = 'customer'): Promise<RecordPage> =>
  valueOf(await listRecords(world, access(table), { limit: 500, count: true }));

beforeEach(async () => {
  world = await openWorld(await openMemoryDatabase(), 'Asia/Shanghai');
  await addTestPeople(world);
  await world.directory.reload();
  await addTable(world, template('customer'));
  desk = openTestDesk(world);
});
afterEach(() => {
  desk.remove();
  world.stop();
});

const header = '客户编号,客户名称,联系方式,跟进人,客户来源,合同金额,最近跟进日期,客户标签';
const line = (no: string, name: string, rest = '12000000001,林晓,展会,19.99,2026-11-01,') => `${no},${name},${rest}`;
const csv = (...lines: readonly string[]) => [header, ...lines].join('\r\n');

describe('a table from a workbook', () => {
  it('holds every row, with people it names as members without sign-in', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, at) =>
        `C20240501${String(at + 1).padStart(3, '0')},公司${at},1380000${1000 + at},${at % 2 ? '王小明' : '林晓'},${['展会', '转介绍'][at % 2]}`,
    );
    const report = await desk.makeTable(admin(), '老客户.csv', ['客户编号,公司名,电话,负责人,来源', ...rows].join('\n'));
    expect(report).toMatchObject({ state: 'done', read: 40, created: 40, refused: 0, people: ['王小明'] });
    const entry = world.tables.live(report.table);
    expect(entry?.table.definition.title).toBe('老客户');
    expect(entry?.table.fields.map((field) => field.type.name)).toEqual(['serial', 'text', 'phone', 'member', 'choice']);
    expect(world.directory.named('王小明')).toMatchObject([{ state: 'unlinked', email: '' }]);
    const page = await list(report.table);
    expect(page.count).toBe(40);
    expect(page.records[0]?.values).toMatchObject({ [entry?.table.fields[1]?.key ?? '']: '公司39' });
    const next = valueOf(await createRecord(world, access(report.table), { raw: { [entry?.table.fields[1]?.key ?? '']: '新公司' } }));
    expect(String(next.values[entry?.table.fields[0]?.key ?? ''])).toMatch(/^C\d{8}001$/);
  });

  it('has numbers of people by their check digits; a later file finds them by what it holds, and rounded ones are told', async () => {
    const numbers = ['110101199003071217', '110101199003071225', '11010119900307125X', '110101199003071241'];
    const made = await desk.makeTable(admin(), '名册.csv', ['姓名,身份证号', ...numbers.map((id, at) => `员工${at},${id}`)].join('\n'));
    expect(made).toMatchObject({ created: 4, refused: 0 });
    const [, field] = world.tables.live(made.table)?.table.fields ?? [];
    expect(field?.schema).toMatchObject({ 'x-type': 'id-number', 'x-id': 'resident' });
    const rows = [...numbers.slice(0, 3).map((id) => `某人,${id.toLowerCase()}`), ...numbers.map((id) => `某人,${id}`)];
    const again = await desk.begin(admin(), made.table, {
      bytes: ['姓名,号', ...rows, '某人,110101199003071268', '某人,110101199003071276', '某人,1.10101E+17'].join('\n'),
    });
    const report = await again.finished;
    expect(report).toMatchObject({ created: 9, refused: 1, samples: [{ field: field?.key, problem: { code: 'import-rounded' } }] });
  });

  it('is made of a sheet without rows too', async () => {
    const report = await desk.makeTable(admin(), '空.csv', '客户名称,电话\r\n');
    expect(report).toMatchObject({ state: 'done', read: 0, created: 0 });
    expect((await list(report.table)).count).toBe(0);
  });
});

describe('an import into a table', () => {
  it('tells first, writes then, and keeps the refused rows with the reason beside the cell', async () => {
    const bytes = csv(
      line('C20240501001', '云峪谷茶业'),
      line('', '好', '12000000001,林晓,展会,1,2026-11-01,'),
      line('', '鸿驿通物流', '12000000002,没有这人,抖音,-5,2026-02-30,'),
    );
    const dry = await (await desk.begin(admin(), 'customer', { bytes, dryRun: true })).finished;
    expect(dry).toMatchObject({ dryRun: true, created: 1, refused: 2, read: 3 });
    expect((await list()).count).toBe(0);
    const started = await desk.begin(admin(), 'customer', { bytes });
    const report = await started.finished;
    expect(report).toMatchObject({ state: 'done', created: 1, refused: 2 });
    expect(report.samples.map(({ number, title, problem }) => [number, title, problem.code])).toEqual([
      [3, '客户名称', 'too-short'],
      [4, '跟进人', 'person-unknown'],
      [4, '最近跟进日期', 'date'],
    ]);
    const stored = await findImport(world, started.id);
    if (!stored) throw new Error('the import is not stored');
    const file = await refusedWorkbook({
      plan: stored.plan,
      language: 'zh-CN',
      lines: () => desk.workbooks.refusedOf(started.id),
      table: access().table,
    });
    const upload = await desk.upload(await gather(file.content));
    const opened = await desk.workbooks.open(desk.workbooks.pathOf(upload) ?? '');
    if (!opened.ok) throw new Error('the workbook of refused rows cannot be read');
    const cells = [];
    for await (const rows of opened.value.rows(0)) cells.push(...rows.map((row) => row.cells));
    await opened.value.close();
    expect(cells[0]).toContain('跟进人：原因');
    expect(cells[2]?.join()).toContain('没有这人');
    expect(cells).toHaveLength(3);
  });

  it('takes a word that is no option into 其他 where the choice has it', async () => {
    await (
      await desk.begin(admin(), 'customer', { bytes: csv(line('', '云峪谷茶业', '12000000001,林晓,抖音,1,2026-11-01,')) })
    ).finished;
    expect((await list()).records[0]?.values).toMatchObject({ source: 'other', source_other: '抖音' });
  });

  it('updates by number, refuses a number twice and one that is taken, and writes each change into the history', async () => {
    await (
      await desk.begin(admin(), 'customer', { bytes: csv(line('C20240501001', '云峪谷茶业'), line('C20240501002', '鸿驿通物流')) })
    ).finished;
    const bytes = csv(
      line('C20240501001', '云峪谷茶业（集团）'),
      line('C20240501002', '鸿驿通物流'),
      line('C20240501009', '新客户一'),
      line('C20240501009', '新客户二'),
    );
    const plain = await (await desk.begin(admin(), 'customer', { bytes, dryRun: true })).finished;
    expect(plain).toMatchObject({ created: 1, refused: 3 });
    const report = await (await desk.begin(admin(), 'customer', { bytes, key: 'customer_no' })).finished;
    expect(report).toMatchObject({ created: 1, updated: 1, unchanged: 1, refused: 1 });
    const changed = (await list()).records.find((record) => record.values['customer_no'] === 'C20240501001');
    if (!changed) throw new Error('the row is gone');
    expect(changed).toMatchObject({ version: 2, values: { name: '云峪谷茶业（集团）' } });
    const history = await recordHistory(world, access(), changed);
    expect(history.map(({ kind, importId, door }) => [kind, importId === '' ? '' : door])).toEqual([
      ['update', 'import'],
      ['create', 'import'],
    ]);
    expect(history[0]).toMatchObject({ importId: report.id, changes: { name: ['云峪谷茶业', '云峪谷茶业（集团）'] } });
  });

  it('of the untouched export changes nothing', async () => {
    await (
      await desk.begin(admin(), 'customer', {
        bytes: csv(line('C20240501001', '云峪谷茶业', `12000000001,林晓,抖音,19.99,2026-11-01,${firstTagTitle()}`), line('', '鸿驿通物流')),
      })
    ).finished;
    for (const type of ['xlsx', 'csv'] as const) {
      const exported = valueOf(await exportRecords(world, access(), {}));
      const bytes = await gather(exportFile(access(), exported, { type, messages }).content);
      const report = await (await desk.begin(admin(), 'customer', { bytes, key: 'customer_no' })).finished;
      expect(report, type).toMatchObject({ read: 2, created: 0, updated: 0, unchanged: 2, refused: 0 });
    }
  });

  it('is refused to those without the right, and to columns that go nowhere', async () => {
    await expect(desk.begin(callerFor(world, 'staff1', 'page'), 'customer', { bytes: csv() })).rejects.toThrow('no-right-import');
    await expect(desk.begin(admin(), 'customer', { bytes: csv(), key: 'name' })).rejects.toThrow('import-key');
  });
});

describe('an import that does not end', () => {
  it('leaves nothing behind when it is cancelled', async () => {
    const rows = Array.from({ length: 6000 }, (_, at) => line('', `公司第${at}号`));
    const started = await desk.begin(admin(), 'customer', { bytes: csv(...rows) });
    desk.tools.desk.cancel(admin(), started.id);
    expect(await started.finished).toMatchObject({ state: 'cancelled' });
    expect((await list()).count).toBe(0);
    expect(await rowsOf('t_customer')).toBe(0);
    expect(await rowsOf('t_customer_search')).toBe(0);
  });

  it('does not show its rows before it ends, and never happened after a crash while reading', async () => {
    const plan = await halfImport('running');
    expect(await rowsOf('t_customer')).toBe(2);
    expect((await list()).count).toBe(0);
    await recoverImports(world);
    expect(await rowsOf('t_customer')).toBe(0);
    expect(await rowsOf('t_customer_options')).toBe(0);
    expect((await findImport(world, plan.id))?.state).toBe('failed');
  });

  it('is ended after a crash while it was being applied, its history written once', async () => {
    const plan = await halfImport('applying');
    await recoverImports(world);
    await recoverImports(world);
    expect((await list()).count).toBe(2);
    expect((await findImport(world, plan.id))?.state).toBe('done');
    expect(await rowsOf(`b_history where kind = 'create'`)).toBe(2);
  });

  /** Two rows of an import whose process ended in the middle. */
  const halfImport = async (state: 'running' | 'applying'): Promise<ImportPlan> => {
    const plan: ImportPlan = {
      id: world.newId(),
      table: 'customer',
      file: 'f',
      sheet: 0,
      sheetName: 's',
      firstData: 2,
      columns: [],
      idColumn: null,
      key: null,
      fresh: false,
      dryRun: false,
      totalRows: 2,
      blankRows: 0,
    };
    await openImport(world, 'admin', plan);
    const rows = ['甲公司', '乙公司'].map((name) => ({
      id: world.newId(),
      historyId: '',
      values: { name, phone: '12000000001', owner: 'admin', tags: [firstTag()] },
    }));
    const note = { at: new Date(world.now()).toISOString(), by: 'admin', door: 'import', importId: plan.id };
    const written = await world.db.write(
      planCreate({
        table: access().table,
        rows,
        note,
        today: '2026-11-22',
        pinyin: world.pinyin,
        lookup: access().lookup,
        answer: false,
        history: false,
      }),
    );
    expect(written.ok).toBe(true);
    if (state === 'applying') await markImport(world, plan, { state, report: emptyReport(plan), people: [] });
    return plan;
  };
});

const firstTagTitle = (): string => template('customer').record.properties['tags']?.items?.oneOf[0]?.title ?? '';
const firstTag = (): string => template('customer').record.properties['tags']?.items?.oneOf[0]?.const ?? '';

const emptyReport = (plan: ImportPlan): ImportReport => ({
  id: plan.id,
  table: plan.table,
  file: plan.file,
  sheet: plan.sheetName,
  state: 'applying',
  dryRun: false,
  total: 2,
  read: 2,
  created: 2,
  updated: 0,
  unchanged: 0,
  refused: 0,
  blankRows: 0,
  leftOut: [],
  people: [],
  samples: [],
  startedAt: '',
  seconds: 0,
});

const rowsOf = async (table: string): Promise<number> => {
  const [row] = await world.db.read<readonly [number]>({ text: `select json_array(count(*)) as j from ${table}`, params: {} });
  return row?.[0] ?? 0;
};

const gather = async (content: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
};
