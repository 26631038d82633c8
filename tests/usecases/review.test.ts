import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldSchema } from '#core/definition/definition.ts';
import type { ReviewFacts } from '#core/review/review-facts.ts';
import { addTable, callerFor } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { type Firm, healthy, openFirm, reviewed, rows, start, tableOf, text } from '#support/review-firm.ts';
import { giveFeedback } from '#usecases/feedback/feedback.ts';
import { decide } from '#usecases/review/decide.ts';
import { dueReviews } from '#usecases/review/due-reviews.ts';
import { countExport, countFill, countFilter } from '#usecases/review/count-usage.ts';
import { gatherFacts } from '#usecases/review/gather-facts.ts';
import { findingsOf } from '#core/review/findings-of.ts';
import { savePersonalView } from '#usecases/view/personal-view.ts';
import { listReviews } from '#usecases/review/review-store.ts';
import { startReview } from '#usecases/review/start-review.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { openTable } from '#usecases/table/open-table.ts';

describe('a healthy table', () => {
  it('has nothing to change, and its rates are counted right', async () => {
    const firm = await openFirm(tableOf({}), healthy);
    const { findings, facts } = await reviewed(firm);
    expect(findings).toEqual([]);
    const of = (key: string) => facts.fields.find((field) => field.key === key);
    expect(facts.rows).toBe(rows);
    expect(of('note')?.fill).toEqual({ filled: 3_000, of: rows });
    expect(of('amount')?.fill, 'only the rows that show it').toEqual({ filled: 2_500, of: 2_500 });
    expect(of('source')?.options.map(({ id, count }) => [id, count])).toEqual([
      ['expo', 1250],
      ['referral', 1250],
      ['online', 1250],
      ['gone', 0],
      ['other', 1250],
    ]);
    expect(of('tags')?.options.map(({ count }) => count)).toEqual([3_333, 3_333, 1_667]);
    expect(of('name')?.months.reduce((sum, month) => sum + month.of, 0)).toBe(rows);
    expect(of('name')?.months.length).toBeGreaterThan(8);
    expect(
      of('name')
        ?.teams.map(({ name, of: count }) => [name, count])
        .sort(),
    ).toEqual([
      ['north', 3_333],
      ['south', 1_667],
    ]);
    expect(of('name')?.writers).toBe(2);
    firm.world.stop();
  });
});

describe('a table with planted faults', () => {
  let firm: Firm;
  beforeAll(async () => {
    const definition = tableOf(
      {
        fax: text('传真'),
        inner: text('内部码'),
        mobile: { title: '紧急联络', type: 'string', 'x-type': 'phone' },
        level: {
          title: '客户等级',
          type: 'string',
          'x-type': 'choice',
          oneOf: ['a', 'b', 'c', 'd'].map((id) => ({ const: id, title: `等级${id}` })),
        },
        old_note: text('旧备注'),
      },
      ['inner'],
    );
    firm = await openFirm(definition, (at) => ({
      ...healthy(at),
      source_other:
        at % 4 !== 3 ? null : at % 8 === 3 ? (['短视频', '短 视频', ' 短视频。'][at % 3] ?? null) : at % 16 === 7 ? '抖音' : `渠道${at}`,
      fax: at % 100 === 0 ? '0571' : null,
      inner: `N${at}`,
      mobile: at % 50 === 7 ? '13900000000' : `138${String(10_000_000 + at)}`,
      level: ['a', 'b', 'c'][at % 3] ?? null,
      old_note: at < 1_000 ? `旧 ${at}` : null,
    }));
    const staff = openTable(firm.world, callerFor(firm.world, 'staff1'), 'customer');
    if (!staff) throw new Error('no table');
    for (let times = 0; times < 400; times += 1) await createRecord(firm.world, staff, { raw: { name: '公司', phone: 'x', paid: null } });
    for (let times = 0; times < 5; times += 1) await createRecord(firm.world, staff, { raw: {} });
    for (const words of ['#unneeded', '不知道填谁']) await giveFeedback(firm.world, staff, { field: 'note', words });
  });
  afterAll(() => firm.world.stop());

  it('gives exactly the planted findings', async () => {
    const { findings, facts } = await reviewed(firm);
    expect(findings.map(({ id }) => id)).toEqual([
      'frequent-other/source',
      'empty-field/fax',
      'stale-field/old_note',
      'unused-options/level',
      'error-spot/phone',
      'duplicate/phone/mobile',
      'never-shown/inner',
      'feedback/note',
    ]);
    const of = (id: string) => findings.find((finding) => finding.id === id);
    expect(of('frequent-other/source')).toMatchObject({
      params: { word: '短视频', count: 625, total: 1250 },
      edits: [{ kind: 'add-options', key: 'source', titles: ['短视频', '抖音'] }],
      after: [
        { from: 'other', to: '短视频', rows: 625 },
        { from: 'other', to: '抖音', rows: 313 },
      ],
    });
    expect(of('empty-field/fax')).toMatchObject({
      params: { percent: 1, filled: 50, rows },
      edits: [{ kind: 'remove-field', key: 'fax' }],
    });
    expect(of('unused-options/level')?.edits).toEqual([{ kind: 'retire-option', key: 'level', option: 'd' }]);
    expect(of('error-spot/phone')).toMatchObject({ params: { count: 400, code: 'phone' }, proposal: 'explain' });
    expect(of('duplicate/phone/mobile')).toMatchObject({ params: { both: rows, equal: 4_900, percent: 98, sampled: false } });
    expect(of('feedback/note')).toMatchObject({ params: { count: 2, people: 1 }, edits: [] });
    expect(facts.fields.find(({ key }) => key === 'name')?.errors).toEqual([{ code: 'required', count: 5 }]);
  });

  it('counts what came after: writers and the last write come from the history, rows in the bin are not counted', async () => {
    const before = (await reviewed(firm)).facts;
    const manager = firm.access;
    const [row] = await firm.world.db.read<readonly [string]>({
      text: "select json_array(id) as j from t_customer where f_fax = '' limit 1",
      params: {},
    });
    firm.pass(1);
    const changed = await updateRecord(
      firm.world,
      { ...manager, now: new Date(firm.world.now()).toISOString() },
      { id: row?.[0] ?? '', version: 'any', raw: { fax: '0572' } },
    );
    expect(changed.ok).toBe(true);
    await firm.world.db.write([
      { text: "update t_customer set deleted_at = '2026-11-25T00:00:00Z' where f_name = '公司4999'", params: {}, changes: 1 },
    ]);
    const { facts } = await reviewed(firm);
    const of = (key: string, from: ReviewFacts) => from.fields.find((field) => field.key === key);
    expect(of('fax', facts)?.fill).toEqual({ filled: 51, of: rows - 1 });
    expect(of('fax', facts)?.lastWritten.slice(0, 10)).toBe('2026-11-25');
    expect(of('fax', facts)?.writers).toBe((of('fax', before)?.writers ?? 0) + 1);
    expect(facts.rows).toBe(rows - 1);
  });

  it('a filter or a named export is a use', async () => {
    countFilter(firm.world, firm.access, { field: 'inner', op: 'is', value: 'N1' });
    countExport(firm.world, firm.access, ['inner', 'strange']);
    const { findings, facts } = await reviewed(firm);
    expect(findings.map(({ id }) => id)).not.toContain('never-shown/inner');
    expect(facts.fields.find(({ key }) => key === 'inner')?.uses).toMatchObject({ filters: 1, exports: 1, form: false });
  });

  it('knows the median time to fill the form', async () => {
    for (const seconds of [12, 15, 25, 40, 5_000, -1]) countFill(firm.world, firm.access, seconds);
    const { facts } = await reviewed(firm);
    expect(facts.formsMeasured, 'a form left open is not measured').toBe(4);
    expect(facts.secondsToFill).toBe(20);
  });

  it('keeps decisions, over a second count of the same period too, and tells when the next is due', async () => {
    const first = await reviewed(firm);
    const id = 'empty-field/fax';
    const decided = await decide(firm.world, firm.access, {
      id: first.line.id,
      decisions: { [id]: { decision: 'adopt', reason: ' 没人用 ' } },
      next: '2027-01-15',
    });
    expect(decided).toMatchObject({ ok: true, value: { decisions: { [id]: { decision: 'adopt', reason: '没人用', by: 'manager' } } } });
    const refused = await decide(firm.world, firm.access, {
      id: first.line.id,
      decisions: {
        nothing: { decision: 'keep' },
        [id]: { decision: 'perhaps' },
        'stale-field/old_note': { decision: 'keep', reason: 'x'.repeat(501) },
      },
      next: '2020-01-01',
    });
    expect(refused.ok || refused.refusal.kind !== 'refused' ? [] : refused.refusal.problems.map(({ code }) => code)).toEqual([
      'no-such-finding',
      'decision-shape',
      'too-long',
      'review-next-day',
    ]);
    const failed = await startReview(
      { ...firm.world, usage: { ...firm.world.usage, flush: () => Promise.reject(new Error('no usage')) } },
      firm.access,
      {},
    );
    await expect(failed.ok && failed.value.finished).rejects.toThrow('no usage');
    const again = await reviewed(firm);
    expect(again.line.from).toBe(first.line.from);
    expect(again.decisions[id], 'a count that failed in between loses none').toMatchObject({ decision: 'adopt' });
    const late = await decide(firm.world, firm.access, { id: first.line.id, decisions: { [id]: { decision: 'keep' } } });
    expect(late, 'one that has ended takes no more').toMatchObject({ ok: false, refusal: { problems: [{ code: 'review-closed' }] } });
    const lines = await listReviews(firm.world, 'customer');
    expect(lines[0]).toMatchObject({ id: again.line.id, state: 'open', decided: 1, revision: 1 });
    expect(lines.slice(1).every((line) => line.state === 'done' || line.state === 'failed')).toBe(true);
    const manager = callerFor(firm.world, 'manager');
    expect(await dueReviews(firm.world, manager)).toEqual([]);
    firm.pass(120);
    expect(await dueReviews(firm.world, manager)).toEqual([{ table: 'customer', title: '客户', day: '2027-01-15' }]);
    expect(await dueReviews(firm.world, callerFor(firm.world, 'staff1'))).toEqual([]);
    const next = await reviewed(firm);
    expect(next.line.from, 'a later review begins where the last one ended').toBe(again.line.to);
    expect(next.decisions).toEqual({});
  });
});

describe('a wide table with a short history', () => {
  it('is counted: 300 fields, 2,000 options, months by the clock of the firm, views of people, rows of a running import left out', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 290 }, (_, at) => [
        `extra_${at}`,
        text(`附加 ${at}`, at % 2 === 0 ? {} : { 'x-show': { field: 'paid', op: 'is', value: true } }),
      ]),
    );
    const wide: FieldSchema = {
      title: '宽',
      type: 'string',
      'x-type': 'choice',
      oneOf: Array.from({ length: 2_000 }, (_, at) => ({ const: `o${at}`, title: `选项 ${at}` })),
    };
    const world = await openMemoryWorld(() => Date.parse('2026-10-31T15:30:00Z'));
    await addTable(world, tableOf({ ...many, wide }, ['extra_7']));
    const manager = openTable(world, callerFor(world, 'manager'), 'customer');
    if (!manager) throw new Error('no table');
    const values = [
      { name: '甲', paid: true, extra_7: 'x' },
      { name: '乙', paid: false, wide: 'o7' },
      { name: '丙', paid: true },
    ];
    for (const [at, given] of values.entries()) {
      const made = await createRecord(
        world,
        { ...manager, now: `2026-10-31T${at === 0 ? '15:59' : '16:00'}:00.000Z` },
        { raw: { ...given, phone: '13800000000', owner: 'staff1' } },
      );
      if (!made.ok) throw new Error(JSON.stringify(made));
    }
    await world.db.write([{ text: "update t_customer set import_id = 'running' where f_name = '丙'", params: {}, changes: 1 }]);
    await savePersonalView(world, manager, { title: '我的', document: { columns: ['extra_7'], frozen: 1, sort: ['-extra_9'] } });
    const facts = await gatherFacts(
      world,
      { ...manager, hidden: ['running'] },
      { from: '2026-10-01T00:00:00.000Z', to: '2026-11-02T00:00:00.000Z', onProgress: () => undefined },
    );
    const of = (key: string) => facts.fields.find((field) => field.key === key);
    expect(facts).toMatchObject({ rows: 2, newRows: 2 });
    expect(facts.fields).toHaveLength(300);
    expect(of('name')?.months.map(({ name, of: count }) => [name, count])).toEqual([
      ['2026-10', 1],
      ['2026-11', 1],
    ]);
    expect(of('extra_7')).toMatchObject({ fill: { filled: 1, of: 1 }, uses: { form: false, views: 1 } });
    expect(of('extra_9')?.uses.views).toBe(1);
    expect(of('wide')?.options.filter(({ count }) => count > 0)).toEqual([{ id: 'o7', title: '选项 7', retired: false, count: 1 }]);
    expect(findingsOf(facts, manager.table.definition, {})).toEqual([]);
    world.stop();
  });

  it('an empty table has nothing to say', async () => {
    const world = await openMemoryWorld(() => start);
    await addTable(world, tableOf({}));
    const access = openTable(world, callerFor(world, 'manager'), 'customer');
    if (!access) throw new Error('no table');
    const { facts, findings } = await reviewed({ world, access, pass: () => undefined });
    expect(facts).toMatchObject({ rows: 0, secondsToFill: null, pairs: [] });
    expect(findings).toEqual([]);
    world.stop();
  });
});
