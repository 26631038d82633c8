import { describe, expect, test } from 'vitest';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { matchColumns, similarity } from '#core/transfer/match-columns.ts';

const text = (title: string, extra: Partial<FieldSchema> = {}): FieldSchema => ({ title, type: 'string', 'x-type': 'text', ...extra });
const definition: Definition = {
  biaoli: 1,
  key: 'customer',
  title: '客户',
  record: {
    type: 'object',
    properties: {
      customer_no: text('客户编号'),
      name: text('客户名称', { 'x-en': { title: 'Customer name' } }),
      phone: text('联系方式'),
      source: {
        ...text('客户来源'),
        'x-type': 'choice',
        'x-other': true,
        oneOf: [{ const: 'other', title: '其他', 'x-other-option': true }],
      },
      owner_name: text('跟进人'),
      last_follow_up: text('最近跟进日期'),
      street: text('街道', { 'x-source': 'BILLINGSTREET' }),
    },
  },
  layout: [],
  views: [],
  reminders: [],
  access: {},
};

const match = (...titles: readonly string[]): readonly (readonly [string | null, string | null])[] =>
  matchColumns(
    titles.map((title, index) => ({ title, index })),
    definition,
  ).map(({ field, reason }) => [field, reason]);

describe('matchColumns', () => {
  test.each([
    ['客户名称', 'name', 'title'],
    [' 客户名称 ', 'name', 'title'],
    ['客户名称（全称）', 'name', 'title'],
    ['last_follow_up', 'last_follow_up', 'key'],
    ['customer NAME', 'name', 'english'],
    ['billingstreet', 'street', 'source'],
    ['手机', 'phone', 'synonym'],
    ['公司名', 'name', 'synonym'],
    ['业务员', 'owner_name', 'synonym'],
    ['最近一次跟进日期', 'last_follow_up', 'similar'],
    ['客户来源_other', 'source', 'title'],
    ['biaoli_id', null, 'record-id'],
    ['天气', null, null],
  ])('%s → %s by %s', (title, field, reason) => {
    expect(match(title)).toEqual([[field, reason]]);
  });

  test('a field is used once, by the surer column', () => {
    expect(match('电话', '联系方式', '手机')).toEqual([
      [null, null],
      ['phone', 'title'],
      [null, null],
    ]);
  });

  test('a choice and the text of its 其他 are two columns', () => {
    const columns = [
      { index: 0, title: '客户来源' },
      { index: 1, title: '客户来源_other' },
    ];
    expect(matchColumns(columns, definition)).toEqual([
      { index: 0, title: '客户来源', field: 'source', reason: 'title' },
      { index: 1, title: '客户来源_other', field: 'source', reason: 'title', other: true },
    ]);
  });

  test('numbers of people and firms find their fields by what they hold', () => {
    const firm: Definition = {
      ...definition,
      record: {
        type: 'object',
        properties: {
          any: { title: '登记号', type: 'string', 'x-type': 'id-number' },
          firm: { title: '企业代码', type: 'string', 'x-type': 'id-number', 'x-id': 'credit-code' },
          note: { title: '备考', type: 'string', 'x-type': 'text' },
        },
      },
    };
    const columns = [
      { index: 0, title: '甲', ids: 'credit-code' as const },
      { index: 1, title: '乙', ids: 'resident' as const },
      { index: 2, title: '丙' },
    ];
    expect(matchColumns(columns, firm).map(({ field, reason }) => [field, reason])).toEqual([
      ['firm', 'values'],
      ['any', 'values'],
      [null, null],
    ]);
    expect(matchColumns([{ index: 0, title: '登记号' }], firm)[0]).toMatchObject({ field: 'any', reason: 'title' });
  });

  test('similarity is that of neighbouring signs', () => {
    expect([similarity('联系电话', '联系电话'), similarity('联系电话', '天气'), similarity('甲', '甲')]).toEqual([1, 0, 1]);
  });
});
