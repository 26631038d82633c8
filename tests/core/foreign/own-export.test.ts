import { expect, it } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import { recordSchema } from '#core/compile/record-schema.ts';
import type { FieldSchema } from '#core/definition/definition.ts';
import { sound, template } from '#support/firm.ts';
import { readTable } from './read-schema.ts';

const text = (title: string) => ({ title, type: 'string', 'x-type': 'text' });
const kinds = [
  { const: 'a', title: '甲' },
  { const: 'b', title: '乙', 'x-when': { field: 'vip', op: 'is', value: true } },
];

const every = sound({
  biaoli: 1,
  key: 'every',
  title: '样样都有',
  record: {
    type: 'object',
    properties: {
      name: { ...text('名称'), minLength: 2, maxLength: 30, pattern: '^[^0-9]' },
      vip: { title: '重要', type: 'boolean', 'x-type': 'yes-no' },
      kind: { title: '类别', type: 'string', 'x-type': 'choice', oneOf: kinds, default: 'a' },
      tags: { title: '标签', type: 'array', 'x-type': 'multi-choice', uniqueItems: true, items: { oneOf: kinds.slice(0, 1) }, maxItems: 1 },
      amount: { title: '金额', type: 'number', 'x-type': 'money', minimum: 0, 'x-show': { field: 'kind', op: 'is', value: 'b' } },
      score: { title: '评分', type: 'number', 'x-type': 'number', minimum: 1, maximum: 5 },
      story: { title: '经过', type: 'string', 'x-type': 'long-text', 'x-require': { field: 'score', op: 'less', value: 3 } },
      day: { title: '日期', type: 'string', format: 'date', 'x-type': 'date', 'x-show': { field: 'vip', op: 'is', value: true } },
      at: { title: '时间', type: 'string', format: 'date-time', 'x-type': 'datetime' },
      phone: { title: '电话', type: 'string', 'x-type': 'phone' },
      mail: { title: '邮箱', type: 'string', 'x-type': 'email' },
      link: { title: '网址', type: 'string', 'x-type': 'url' },
      place: { title: '地区', type: 'string', 'x-type': 'region' },
    },
    required: ['name', 'phone', 'day'],
  },
});

const without = (field: FieldSchema | undefined, ...keywords: readonly string[]) =>
  Object.fromEntries(Object.entries(field ?? {}).filter(([keyword]) => !keywords.includes(keyword)));

it('a schema of ours comes back as the table it was exported from', () => {
  const { definition, fields, left } = readTable(recordSchema(compileTable(every, 1), 'create'));
  expect(left).toEqual([]);
  for (const [key, field] of Object.entries(every.record.properties)) {
    expect(fields[key], key).toMatchObject(without(field, 'oneOf'));
  }
  expect(definition.record.required).toEqual(['name', 'day', 'phone']);
  expect(fields['kind']?.oneOf?.map((option) => Object.hasOwn(option, 'x-when'))).toEqual([false, true]);
});

it.each(['customer', 'group-customer', 'basic-info'])('the shipped %s comes back but for numbers and people', (name) => {
  const { fields, left } = readTable(recordSchema(compileTable(template(name), 1), 'create'));
  expect(left).toEqual([]);
  for (const [key, field] of Object.entries(template(name).record.properties)) {
    if (field['x-type'] === 'serial' || field['x-type'] === 'member') continue;
    expect([key, fields[key]?.['x-type'], fields[key]?.['x-show'], fields[key]?.maxLength]).toEqual([
      key,
      field['x-type'],
      field['x-show'],
      field.maxLength,
    ]);
  }
});
