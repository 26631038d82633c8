import type { FieldSchema, Value } from '#core/definition/definition.ts';
import { optionColors } from '#core/definition/definition.ts';
import type { FieldContext, RegionNode } from '#ui/field/field-context.ts';
import type { FrameFacts } from '#ui/shell/frame-facts.ts';

const tree: readonly RegionNode[] = [
  {
    code: '33',
    name: '浙江省',
    children: [
      {
        code: '3301',
        name: '杭州市',
        children: [
          { code: '330106', name: '西湖区' },
          { code: '330108', name: '滨江区' },
        ],
      },
    ],
  },
  { code: '32', name: '江苏省', children: [{ code: '3205', name: '苏州市', children: [{ code: '320505', name: '虎丘区' }] }] },
];

export const facts: FrameFacts = {
  firm: '禾川商贸',
  me: { id: 'p1', name: '林晓', email: 'linxiao@hechuan.example', role: 'admin' },
  tables: [
    { key: 'customer', title: '客户信息总表' },
    { key: 'follow_up', title: '跟进记录' },
    { key: 'kit', title: '合同台账' },
  ],
  may: { makeTables: true, managePeople: true, seeBin: true },
};

export const context: FieldContext = {
  people: [
    { id: 'p1', name: '林晓', email: 'linxiao@hechuan.example', state: 'active' },
    { id: 'p2', name: '陈一鸣', email: 'chen@hechuan.example', state: 'active' },
    { id: 'p3', name: '张伟', email: 'zhang1@hechuan.example', state: 'active' },
    { id: 'p4', name: '张伟', email: 'zhang2@hechuan.example', state: 'invited' },
    { id: 'p5', name: '周明远', email: 'zhou@hechuan.example', state: 'inactive' },
  ],
  loadRegions: () => Promise.resolve(tree),
  regionWords: { '330106': '浙江省 / 杭州市 / 西湖区' },
  language: 'zh-CN',
  today: '2026-11-24',
  zone: 'Asia/Shanghai',
  initials: {
    展会: 'zh',
    转介绍: 'zjs',
    线上推广: 'xstg',
    陌生拜访: 'msbf',
    其他: 'qt',
    林晓: 'lx',
    陈一鸣: 'cym',
    张伟: 'zw',
    浙江省: 'zjs',
    江苏省: 'jss',
  },
};

const source: FieldSchema['oneOf'] = [
  { const: 'expo', title: '展会', 'x-color': 'sky' },
  { const: 'referral', title: '转介绍', 'x-color': 'green' },
  { const: 'online', title: '线上推广', 'x-color': 'violet' },
  { const: 'cold', title: '陌生拜访', 'x-color': 'orange', deprecated: true },
  { const: 'wechat', title: '微信', 'x-color': 'teal' },
  { const: 'other', title: '其他', 'x-color': 'gray', 'x-other-option': true },
];
const kind: FieldSchema['oneOf'] = [
  { const: 'new', title: '新客户', 'x-color': 'blue' },
  { const: 'old', title: '老客户', 'x-color': 'teal' },
  { const: 'lead', title: '潜在客户', 'x-color': 'amber' },
  { const: 'lost', title: '流失客户', 'x-color': 'gray' },
];
const many = Array.from({ length: 2000 }, (_, at) => ({ const: `o${at}`, title: `选项 ${at}`, ...colorAt(at) }));

function colorAt(at: number): { 'x-color': (typeof optionColors)[number] } | Record<string, never> {
  const color = optionColors[at % optionColors.length];
  return color === undefined ? {} : { 'x-color': color };
}

export const fields: readonly { readonly field: FieldSchema; readonly value: Value; readonly problem?: string }[] = [
  { field: { title: '客户编号', 'x-type': 'serial', type: 'string' }, value: 'C20261122001' },
  { field: { title: '客户名称', 'x-type': 'text', type: 'string', description: '营业执照上的全称' }, value: '维栎光电' },
  { field: { title: '联系方式', 'x-type': 'phone', type: 'string' }, value: '120 3315 7742' },
  { field: { title: '邮箱', 'x-type': 'email', type: 'string' }, value: 'feng@weili.example' },
  { field: { title: '网址', 'x-type': 'url', type: 'string' }, value: 'https://weili.example' },
  { field: { title: '客户来源', 'x-type': 'choice', type: 'string', 'x-other': true, oneOf: source }, value: 'cold' },
  { field: { title: '客户类型', 'x-type': 'choice', type: 'string', oneOf: kind }, value: 'new' },
  { field: { title: '所属行业', 'x-type': 'choice', type: 'string', oneOf: many }, value: null, problem: '请选择行业' },
  { field: { title: '客户标签', 'x-type': 'multi-choice', type: 'array', items: { oneOf: source } }, value: ['expo', 'other'] },
  { field: { title: '首次合作时间', 'x-type': 'date', type: 'string' }, value: null, problem: '合作状态是“合作中”时必填，请选择日期' },
  { field: { title: '下次拜访', 'x-type': 'datetime', type: 'string' }, value: '2026-11-24T06:30:00.000Z' },
  { field: { title: '合同金额', 'x-type': 'money', type: 'number' }, value: 368000 },
  { field: { title: '人数', 'x-type': 'number', type: 'number' }, value: 1286 },
  { field: { title: '折扣', 'x-type': 'percent', type: 'number' }, value: 0.15 },
  { field: { title: '跟进人', 'x-type': 'member', type: 'string' }, value: 'p1' },
  { field: { title: '是否开票', 'x-type': 'yes-no', type: 'boolean' }, value: null },
  { field: { title: '所在地区', 'x-type': 'region', type: 'string' }, value: '330106' },
  { field: { title: '统一社会信用代码', 'x-type': 'id-number', 'x-id': 'credit-code', type: 'string' }, value: '91350100M000100Y43' },
  { field: { title: '沟通摘要', 'x-type': 'long-text', type: 'string' }, value: '对方在评估第二供应商。\n想先看 3 款样品。' },
];
