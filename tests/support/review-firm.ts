import type { Definition, FieldSchema, Values } from '#core/definition/definition.ts';
import type { Finding } from '#core/review/finding.ts';
import type { ReviewFacts } from '#core/review/review-facts.ts';
import { planCreate } from '#core/record/plan-create.ts';
import type { RunningWorld } from '#server/wire.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { findReview, type Review } from '#usecases/review/review-store.ts';
import { startReview } from '#usecases/review/start-review.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';

export const text = (title: string, more: Partial<FieldSchema> = {}): FieldSchema => ({ title, type: 'string', 'x-type': 'text', ...more });
const fields: Readonly<Record<string, FieldSchema>> = {
  name: text('客户名称'),
  phone: { title: '联系方式', type: 'string', 'x-type': 'phone' },
  source: {
    title: '客户来源',
    type: 'string',
    'x-type': 'choice',
    'x-other': true,
    oneOf: [
      { const: 'expo', title: '展会' },
      { const: 'referral', title: '转介绍' },
      { const: 'online', title: '线上推广' },
      { const: 'gone', title: '报纸', deprecated: true },
      { const: 'other', title: '其他', 'x-other-option': true },
    ],
  },
  tags: {
    title: '客户标签',
    type: 'array',
    'x-type': 'multi-choice',
    uniqueItems: true,
    items: {
      oneOf: [
        { const: 'a', title: '重点' },
        { const: 'b', title: '续约' },
        { const: 'c', title: '观望' },
      ],
    },
  },
  paid: { title: '已付定金', type: 'boolean', 'x-type': 'yes-no' },
  amount: { title: '合同金额', type: 'number', 'x-type': 'money', 'x-show': { field: 'paid', op: 'is', value: true } },
  owner: { title: '跟进人', type: 'string', 'x-type': 'member' },
  note: { title: '备注', type: 'string', 'x-type': 'long-text' },
};

export const tableOf = (extra: Readonly<Record<string, FieldSchema>>, hidden: readonly string[] = []): Definition =>
  sound({
    biaoli: 1,
    key: 'customer',
    title: '客户',
    record: { type: 'object', properties: { ...fields, ...extra }, required: ['name'] },
    layout: [
      { key: 'basic', title: '基础', columns: 2, fields: Object.keys({ ...fields, ...extra }).filter((key) => !hidden.includes(key)) },
    ],
    views: [{ key: 'all', title: '全部', columns: ['name', 'phone'] }],
    reminders: [],
    access: { owner: 'owner' },
  });

export const start = Date.parse('2026-11-24T04:00:00Z');
export const day = 86_400_000;
export const rows = 5_000;

/** A row as healthy people fill it; every field varies. */
export const healthy = (at: number): Values => ({
  name: `公司${at}`,
  phone: `138${String(10_000_000 + at)}`,
  source: ['expo', 'referral', 'online', 'other'][at % 4] ?? null,
  source_other: at % 4 === 3 ? `渠道${at}` : null,
  tags: [['a'], ['b', 'c'], ['a', 'b']][at % 3] ?? null,
  paid: at % 2 === 0,
  amount: at % 2 === 0 ? at + 0.5 : null,
  owner: at % 3 === 0 ? 'staff2' : 'staff1',
  note: at % 5 < 3 ? `第 ${at} 次` : null,
});

export interface Firm {
  readonly world: RunningWorld;
  readonly access: TableAccess;
  /** Moves the clock. */
  readonly pass: (days: number) => void;
}

export const openFirm = async (definition: Definition, valuesAt: (at: number) => Values): Promise<Firm> => {
  let now = start - 300 * day;
  const world = await openMemoryWorld(() => now);
  await addTable(world, definition);
  now = start;
  const access = openTable(world, callerFor(world, 'manager'), 'customer');
  if (!access) throw new Error('no table');
  for (let from = 0; from < rows; from += 500) {
    const made = Array.from({ length: 500 }, (_, step) => ({ id: world.newId(), historyId: world.newId(), values: valuesAt(from + step) }));
    const at = new Date(start - Math.round(((rows - from) / rows) * 290) * day).toISOString();
    const note = { at, by: from % 1000 === 0 ? 'staff1' : 'staff2', door: 'test', importId: '' };
    const result = await world.db.write(
      planCreate({
        table: access.whole,
        rows: made,
        note,
        today: '2026-11-24',
        pinyin: world.pinyin,
        lookup: access.lookup,
        answer: false,
      }),
    );
    if (!result.ok) throw new Error(JSON.stringify(result.conflict));
  }
  return { world, access, pass: (days) => (now += days * day) };
};

export const reviewed = async ({
  world,
  access,
}: Firm): Promise<Review & { readonly facts: ReviewFacts; readonly findings: readonly Finding[] }> => {
  const started = await startReview(world, access, { phone: '填手机或座机' });
  if (!started.ok) throw new Error(JSON.stringify(started));
  await started.value.finished;
  const review = await findReview(world, access.key, started.value.id);
  if (!review?.report) throw new Error('no report');
  return { ...review, ...review.report };
};
