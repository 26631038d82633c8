import { describe, expect, test } from 'vitest';
import type { FieldSchema, FieldTypeName, Value } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import { fieldTypes } from '#core/field/registry.ts';
import type { Cell } from '#core/transfer/cell.ts';
import { exportCell, exportColumn } from '#core/transfer/export-column.ts';
import { parseCell } from '#core/transfer/parse-cell.ts';

const zhang = { id: 'p1', name: '张伟', email: 'z@a.cn', team: '' };
const lookup: Lookup = {
  person: (id) => (id === 'p1' ? zhang : undefined),
  peopleNamed: (text) => (text === '张伟' ? [zhang] : []),
  regionPath: () => ['浙江省', '杭州市'],
  regionCode: (text) => (text === '浙江省 / 杭州市' ? '3301' : undefined),
  zone: 'Asia/Shanghai',
  language: 'zh-CN',
};

const options = [
  { const: 'expo', title: '展会' },
  { const: 'cold', title: '陌生拜访', deprecated: true },
  { const: 'other', title: '其他', 'x-en': { title: 'Other' } },
];
const field = (type: FieldTypeName, extra: Partial<FieldSchema> = {}): FieldSchema => ({
  title: '甲',
  type: 'string',
  'x-type': type,
  ...extra,
});

const cases: readonly (readonly [FieldSchema, Value, Cell])[] = [
  [field('text'), '=1+1', '=1+1'],
  [field('long-text'), '第一行\n第二行', '第一行\n第二行'],
  [field('number'), 1.5, 1.5],
  [field('money'), 1200.5, 1200.5],
  [field('percent'), 0.153, 0.153],
  [field('date'), '2024-05-01', { date: '2024-05-01' }],
  [field('datetime'), '2024-05-01T02:30:00.000Z', { date: '2024-05-01T10:30:00' }],
  [field('choice', { oneOf: options }), 'cold', '陌生拜访'],
  [field('multi-choice', { type: 'array', items: { oneOf: options } }), ['expo', 'other'], '展会、其他'],
  [field('yes-no', { type: 'boolean' }), false, '否'],
  [field('phone'), '010-12345678', '010-12345678'],
  [field('member'), 'p1', '张伟'],
  [field('region'), '3301', '浙江省 / 杭州市'],
  [field('serial'), 'C20240501001', 'C20240501001'],
  [field('text'), null, null],
];

describe('exportCell', () => {
  test.each(cases)('%j: %j', (schema, value, cell) => {
    expect(exportCell(value, schema, lookup)).toEqual(cell);
  });

  test.each(cases)('%j: %j imports again as itself', (schema, value) => {
    const type = schema['x-type'];
    const read = parseCell(exportCell(value, schema, lookup), type);
    const parsed = read === null ? { ok: true, value: null } : fieldTypes[type].parse(String(read), schema, lookup);
    expect(parsed).toEqual({ ok: true, value });
  });
});

describe('exportColumn', () => {
  test('choices offer their open options, in the language asked for', () => {
    expect(exportColumn(field('choice', { oneOf: options }), lookup)).toEqual({
      title: '甲',
      format: 'text',
      list: { words: ['展会', '其他'], strict: true },
    });
    expect(exportColumn(field('choice', { oneOf: options, 'x-other': true, 'x-en': { title: 'Source' } }), { language: 'en' })).toEqual({
      title: 'Source',
      format: 'text',
      list: { words: ['展会', 'Other'], strict: false },
    });
  });

  test.each([
    ['money', 'money'],
    ['phone', 'text'],
    ['serial', 'text'],
    ['long-text', 'wrapped'],
    ['datetime', 'datetime'],
  ] as const)('%s is shown as %s', (type, format) => {
    expect(exportColumn(field(type), lookup).format).toBe(format);
  });
});
