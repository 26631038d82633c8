import type { Definition, FieldSchema } from '#core/definition/definition.ts';

/** Header of the hidden last column of our own exports: the record's id. */
export const recordIdHeader = 'biaoli_id';

export type MatchReason = 'title' | 'key' | 'english' | 'source' | 'synonym' | 'values' | 'similar' | 'record-id';

export interface ColumnMatch {
  /** Zero-based place in the sheet. */
  readonly index: number;
  readonly title: string;
  /** Field key; null where no field was found, and for the record's id. */
  readonly field: string | null;
  readonly reason: MatchReason | null;
  /** The text of 其他 for this choice, `<key>_other`. */
  readonly other?: true;
}

const synonyms: readonly (readonly string[])[] = [
  ['电话', '手机', '手机号', '手机号码', '联系方式', '联系电话', '电话号码', '联系手机', 'phone', 'mobile', 'tel'],
  [
    '客户名称',
    '公司名',
    '公司名称',
    '单位名称',
    '企业名称',
    '客户',
    '公司',
    '名称',
    'company',
    'customer',
    'customername',
    'companyname',
    'accountname',
  ],
  ['联系人', '联系人姓名', '客户联系人', '姓名', 'contact', 'contactname', 'contactperson'],
  ['邮箱', '电子邮箱', '电子邮件', '邮件', 'email', 'mail', 'emailaddress'],
  ['跟进人', '负责人', '业务员', '销售', '销售人员', '客户经理', 'owner', 'sales', 'salesperson'],
  ['客户编号', '编号', '客户号', '客户代码', 'customerno', 'customerid', 'customernumber'],
  ['备注', '说明', '备注信息', 'remark', 'remarks', 'note', 'notes', 'comment'],
  ['身份证号', '身份证', '身份证号码', '居民身份证', '公民身份号码', '证件号', '证件号码', 'idcard', 'idnumber', 'identitynumber'],
  [
    '统一社会信用代码',
    '社会信用代码',
    '信用代码',
    '统一信用代码',
    '税号',
    '纳税人识别号',
    '纳税识别号',
    'creditcode',
    'taxid',
    'taxnumber',
  ],
  ['客户来源', '来源', '来源渠道', '获客渠道', 'source', 'leadsource'],
  ['所属行业', '行业', '客户行业', 'industry'],
  ['合作状态', '状态', '客户状态', 'status'],
  ['最近跟进日期', '最后跟进时间', '最近跟进时间', '上次跟进日期', '最近联系时间', 'lastfollowup'],
  ['合同金额', '金额', '成交金额', '合作金额', 'amount', 'contractamount'],
  ['地址', '详细地址', '联系地址', '公司地址', 'address'],
  ['网址', '网站', '官网', 'website', 'url'],
];

const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\(.*?\)/g, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

const pairs = (text: string): readonly string[] => Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));

/** Dice coefficient over neighbouring characters, 0 to 1. */
export const similarity = (one: string, other: string): number => {
  const [left, right] = [pairs(normal(one)), [...pairs(normal(other))]];
  const total = left.length + right.length;
  if (total === 0) return normal(one) === normal(other) ? 1 : 0;
  let shared = 0;
  for (const pair of left) {
    const at = right.indexOf(pair);
    if (at < 0) continue;
    shared += 1;
    right.splice(at, 1);
  }
  return (2 * shared) / total;
};

interface Target {
  readonly key: string;
  readonly field: FieldSchema;
  readonly other: boolean;
}

const targetsOf = ({ record }: Definition): readonly Target[] =>
  Object.entries(record.properties).flatMap(([key, field]) => [
    { key, field, other: false },
    ...(field['x-other'] === true ? [{ key, field, other: true }] : []),
  ]);

const same = (left: string | undefined, right: string): boolean =>
  left !== undefined && normal(left) !== '' && normal(left) === normal(right);

const otherTitles = ({ key, field }: Target): readonly string[] => [
  `${key}_other`,
  `${field.title}_other`,
  `${field.title}其他`,
  `${field.title}(其他)`,
];
const sameOther = (target: Target, title: string): boolean =>
  otherTitles(target).some((name) => name.normalize('NFKC').toLowerCase() === title.normalize('NFKC').trim().toLowerCase());

const meansSame = (one: string, other: string): boolean =>
  synonyms.some((group) => group.includes(normal(one)) && group.includes(normal(other)));

/** What a column of numbers of people or firms holds. */
export type IdKinds = 'resident' | 'credit-code' | 'any';

/** A field of just that kind first, one of any kind after it. */
const takesIds = (field: FieldSchema, ids: IdKinds | undefined): number => {
  if (field['x-type'] !== 'id-number' || ids === undefined) return 0;
  if (field['x-id'] === undefined) return ids === 'any' ? 1 : 0.8;
  return field['x-id'] === ids ? 1 : 0;
};

/** From the surest reason to the weakest; a weaker one never takes a field from a surer one. */
const passes: readonly (readonly [MatchReason, (target: Target, title: string, ids: IdKinds | undefined) => number])[] = [
  ['title', (target, title) => Number(target.other ? sameOther(target, title) : target.field.title.trim() === title.trim())],
  ['title', (target, title) => Number(!target.other && same(target.field.title, title))],
  ['key', (target, title) => Number(!target.other && target.key === title.trim().toLowerCase())],
  ['english', (target, title) => Number(!target.other && same(target.field['x-en']?.title, title))],
  ['source', (target, title) => Number(!target.other && same(target.field['x-source'], title))],
  ['synonym', (target, title) => Number(!target.other && meansSame(target.field.title, title))],
  ['values', (target, _, ids) => (target.other ? 0 : takesIds(target.field, ids))],
  ['similar', (target, title) => (target.other ? 0 : similarity(target.field.title, title))],
];

const leastSimilar = 0.6;

/** Which field each column of a file means. Every field is used once; what is not sure stays unmatched, and a person may change all of it. */
export const matchColumns = (
  columns: readonly { readonly index: number; readonly title: string; readonly ids?: IdKinds | undefined }[],
  definition: Definition,
): readonly ColumnMatch[] => {
  const targets = targetsOf(definition);
  const found = new Map<number, { readonly target: Target; readonly reason: MatchReason }>();
  const used = new Set<Target>();
  const open = columns.filter(({ title }) => title !== recordIdHeader);
  for (const [reason, judge] of passes) {
    const scored = open
      .filter(({ index }) => !found.has(index))
      .flatMap(({ index, title, ids }) =>
        targets.filter((target) => !used.has(target)).map((target) => ({ index, target, score: judge(target, title, ids) })),
      )
      .filter(({ score }) => score >= leastSimilar)
      .sort((left, right) => right.score - left.score);
    for (const { index, target } of scored) {
      if (found.has(index) || used.has(target)) continue;
      found.set(index, { target, reason });
      used.add(target);
    }
  }
  return columns.map(({ index, title }) => {
    if (title === recordIdHeader) return { index, title, field: null, reason: 'record-id' };
    const match = found.get(index);
    if (match === undefined) return { index, title, field: null, reason: null };
    return { index, title, field: match.target.key, reason: match.reason, ...(match.target.other ? { other: true as const } : {}) };
  });
};
