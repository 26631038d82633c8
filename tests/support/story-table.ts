import type { CompiledField } from '#core/compile/compiled-table.ts';
import type { Definition, FieldSchema, FieldTypeName } from '#core/definition/definition.ts';
import type { Edit } from '#core/definition/edit/edit.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { sound } from '#support/firm.ts';

/** The table of random stories, its values and what may be changed of it. */
export const key = 'firm';
const options = ['expo', 'yellow', 'friend', 'net'].map((id) => ({ const: id, title: `来源${id}` }));
const fields: Readonly<Record<string, FieldSchema>> = {
  name: { title: '名称', type: 'string', 'x-type': 'text' },
  size: { title: '规模', type: 'string', 'x-type': 'text' },
  source: { title: '来源', type: 'string', 'x-type': 'choice', oneOf: options, 'x-other': false },
  tags: { title: '标签', type: 'array', 'x-type': 'multi-choice', uniqueItems: true, items: { oneOf: options } },
  paid: { title: '金额', type: 'number', 'x-type': 'money' },
};
export const begin = sound({
  biaoli: 1,
  key,
  title: '客户',
  record: { type: 'object', properties: fields },
  access: { roles: { staff: { read: 'all', update: 'all', create: true, delete: 'all', export: 'all' } } },
});

const types: readonly FieldTypeName[] = [
  'text',
  'number',
  'money',
  'date',
  'choice',
  'multi-choice',
  'yes-no',
  'long-text',
  'percent',
  'datetime',
];
const words = ['12', '约80', '1.2万', '甲公司', '2024-05-01', '是', '来源expo', '来源yellow、来源net', '15%', '3.50', '有限公司', '0'];
const numbers = [12, 3.5, 0, 80, -1, 1200.25];

/** A value that fits the form of a field, now and then unset. */
export const valueFor = (field: CompiledField, draw: number): unknown => {
  if (draw % 7 === 6) return null;
  const pick = <T>(from: readonly T[]): T | undefined => from[draw % Math.max(1, from.length)];
  const ids = optionsOf(field.schema).map((option) => option.const);
  const made: Partial<Record<FieldTypeName, unknown>> = {
    number: pick(numbers),
    percent: pick(numbers),
    money: pick(numbers),
    date: pick(['2024-05-01', '2023-12-31']),
    datetime: pick(['2024-05-01T01:30:00Z', '2023-12-31T16:00:00Z']),
    choice: pick(ids) ?? null,
    'multi-choice': ids.filter((_, at) => (draw >> at) % 2 === 1),
    'yes-no': draw % 2 === 0,
  };
  return field.type.name in made ? made[field.type.name] : pick(words);
};

/** The one at a place of a list that may be shorter. */
export const at = <T>(list: readonly T[], place: number): T | undefined => list[place % Math.max(1, list.length)];

const fieldOf: FieldSchema = { title: '字段', type: 'string', 'x-type': 'text' };

/** A change of the designer, drawn by two numbers; undefined where it has nothing to change. */
export const drawChange = (definition: Definition, draw: number, c: number): Edit | undefined => {
  const known = Object.keys(definition.record.properties);
  const field = at(known, draw >> 4) ?? 'name';
  const removed = at(Object.keys(definition.record['x-removed'] ?? {}), draw);
  const schema = definition.record.properties[field];
  const option = schema && at(optionsOf(schema), c);
  const edits: readonly (Edit | undefined)[] = [
    { kind: 'change-type', key: field, type: at(types, c) ?? 'text', options: ['来源expo', '12', '是'] },
    { kind: 'change-type', key: field, type: at(types, draw) ?? 'text', options: ['来源expo', '12', '是'] },
    known.length > 2 ? { kind: 'remove-field', key: field } : undefined,
    removed === undefined ? { kind: 'change-type', key: field, type: 'text' } : { kind: 'restore-field', key: removed },
    { kind: 'add-field', key: `new_${draw % 3}`, schema: at(Object.values(fields), c) ?? fieldOf },
    option && { kind: 'retire-option', key: field, option: option.const },
    { kind: 'add-options', key: field, titles: [`新${c % 5}`] },
    { kind: 'set-field', key: field, set: { title: `叫法${draw % 50}` } },
    { kind: 'require-field', key: field, required: c % 2 === 0 },
    option && { kind: 'reopen-option', key: field, option: option.const },
    option && { kind: 'remove-option', key: field, option: option.const },
    { kind: 'set-field', key: field, set: { 'x-other': c % 2 === 0 ? true : null } },
  ];
  return at(edits, draw);
};
