import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';

/** One field of every type with every keyword it takes; the tables of property tests are cut from these. */
export const everyField = {
  no: {
    title: '编号',
    type: 'string',
    'x-type': 'serial',
    readOnly: true,
    'x-serial': { prefix: 'C', date: 'YYYYMMDD', digits: 3, restart: 'day' },
  },
  name: { title: '名称', type: 'string', 'x-type': 'text', minLength: 2, maxLength: 12 },
  code: { title: '代码', type: 'string', 'x-type': 'text', pattern: '^[A-Z\\u4e00-\\u9fa5]{1,3}-\\d+$', 'x-unique': true },
  word: { title: '词', type: 'string', 'x-type': 'text', default: '无' },
  note: { title: '备注', type: 'string', 'x-type': 'long-text', maxLength: 30 },
  count: { title: '数量', type: 'number', 'x-type': 'number', minimum: -5, maximum: 100, 'x-digits': 1 },
  amount: { title: '金额', type: 'number', 'x-type': 'money', minimum: 0 },
  rate: { title: '比例', type: 'number', 'x-type': 'percent', maximum: 1 },
  day: { title: '日期', type: 'string', 'x-type': 'date', format: 'date' },
  moment: { title: '时间', type: 'string', 'x-type': 'datetime', format: 'date-time' },
  source: {
    title: '来源',
    type: 'string',
    'x-type': 'choice',
    'x-other': true,
    oneOf: [
      { const: 'expo', title: '展会' },
      { const: 'cold', title: '陌生拜访', deprecated: true },
      { const: 'other', title: '其他', 'x-other-option': true },
    ],
  },
  status: {
    title: '状态',
    type: 'string',
    'x-type': 'choice',
    default: 'none',
    oneOf: [
      { const: 'none', title: '未合作' },
      { const: 'active', title: '合作中' },
      { const: 'ended', title: '终止合作', deprecated: true, 'x-replaced-by': 'none' },
    ],
  },
  tags: {
    title: '标签',
    type: 'array',
    'x-type': 'multi-choice',
    uniqueItems: true,
    minItems: 1,
    maxItems: 2,
    items: {
      oneOf: [
        { const: 'a', title: '高意向' },
        { const: 'b', title: '技术型' },
        { const: 'c', title: '价格敏感' },
        { const: 'd', title: '旧', deprecated: true },
      ],
    },
  },
  paid: { title: '已付', type: 'boolean', 'x-type': 'yes-no' },
  phone: { title: '电话', type: 'string', 'x-type': 'phone' },
  email: { title: '邮箱', type: 'string', 'x-type': 'email' },
  site: { title: '网址', type: 'string', 'x-type': 'url' },
  member: { title: '跟进人', type: 'string', 'x-type': 'member', 'x-default': { me: true } },
  idno: { title: '证件号', type: 'string', 'x-type': 'id-number' },
  person: { title: '身份证号', type: 'string', 'x-type': 'id-number', 'x-id': 'resident' },
  credit: { title: '信用代码', type: 'string', 'x-type': 'id-number', 'x-id': 'credit-code' },
  area: { title: '地区', type: 'string', 'x-type': 'region' },
} as const satisfies Readonly<Record<string, FieldSchema>>;

export type EveryKey = keyof typeof everyField;

/** A checked and compiled table of these fields; `parts` may add conditions, views or required keys. */
export const testTable = (
  fields: Readonly<Record<string, FieldSchema>>,
  parts: Partial<Definition> = {},
  required: readonly string[] = [],
): CompiledTable => {
  const result = checkDefinition({
    biaoli: 1,
    key: 'things',
    title: '东西',
    record: { type: 'object', properties: fields, required },
    ...parts,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return compileTable(result.value, 1);
};
