import { describe, expect, test } from 'vitest';
import type { FieldTypeName } from '#core/definition/definition.ts';
import type { Cell } from '#core/transfer/cell.ts';
import { addToProfile, startProfile } from '#core/transfer/profile-column.ts';
import { proposeField, type FieldProposal } from '#core/transfer/propose-field.ts';
import type { ProposedColumn } from '#core/transfer/proposed-column.ts';

const context = {
  pinyin: (text: string) => [...text].map((sign) => ({ 展: 'zhan', 会: 'hui', 男: 'nan', 女: 'nv' })[sign] ?? 'x'),
  regionCode: (text: string) => (/^(浙江|广东)/.test(text) ? '33' : undefined),
};

const propose = (title: string, cells: readonly Cell[], extra: Partial<ProposedColumn> = {}): FieldProposal => {
  const profile = startProfile();
  for (const cell of cells) addToProfile(profile, cell);
  return proposeField({ title, profile, ...extra }, context);
};

const repeat = (count: number, ...values: readonly Cell[]): readonly Cell[] =>
  Array.from({ length: count }, (_, at) => values[at % values.length] ?? null);
const count = (length: number, make: (at: number) => Cell): readonly Cell[] => Array.from({ length }, (_, at) => make(at));

/** Right by their check digits (GB 11643, GB 32100); invented. */
const residents = [
  '110101199003071217',
  '110101199003071225',
  '110101199003071233',
  '110101199003071241',
  '11010119900307125X',
  '110101199003071268',
  '110101199003071276',
  '110101199003071284',
  '110101199003071292',
  '110101199003071305',
];
const creditCodes = ['91110108MA01KPGK0L', '91330106MA27XKQT0E', '9144030070846113X2'];

const cases: readonly (readonly [string, string, readonly Cell[], FieldTypeName, string])[] = [
  ['numbering with a date', '客户编号', count(5, (at) => `C2024050100${String(at)}`), 'serial', 'numbering'],
  ['numbering without a date', '编号', count(5, (at) => `K100${String(at)}`), 'serial', 'numbering'],
  ['codes without such a title', '型号', count(5, (at) => `K100${String(at)}`), 'text', 'is-text'],
  ['a numbering that repeats', '客户编号', ['C20240501001', 'C20240501001'], 'text', 'is-text'],
  ['mail', '联系', ['a@b.cn', 'x.y@qq.com'], 'email', 'all-email'],
  ['web addresses', '官网', ['https://a.cn/x', 'www.b.com'], 'url', 'all-url'],
  ['mobiles as text', '号', ['13800138000', '139 0013 9000'.replaceAll(' ', '')], 'phone', 'all-mobile'],
  ['mobiles as numbers', '号', [13800138000, 13900139000], 'phone', 'all-mobile'],
  [
    'fixed lines with extensions',
    '电话',
    ['010-62345678', '0571-88990011转802', '400-820-8820', '+86 138-0013-8000'],
    'phone',
    'all-phone',
  ],
  ['short phones under a phone title', '电话', ['62345678', '88990011'], 'phone', 'all-phone'],
  ['short numbers under another title', '重量', ['62345678', '88990011'], 'number', 'all-number'],
  ['identity numbers', '证件', ['110101199003071234', '11010119900307123X'], 'text', 'is-text'],
  ['identity numbers with their check digits', '号', residents, 'id-number', 'all-id-resident'],
  [
    'identity numbers in groups',
    '证件',
    residents.map((text) => text.replace(/^(.{6})(.{8})/, '$1 $2 ').toLowerCase()),
    'id-number',
    'all-id-resident',
  ],
  ['credit codes', '号', creditCodes, 'id-number', 'all-id-credit-code'],
  ['both', '证件号', [...residents, ...creditCodes], 'id-number', 'all-id-any'],
  ['one identity number says little without a title', '号', residents.slice(0, 1), 'text', 'digits-kept'],
  ['one identity number under its title', '身份证号', residents.slice(0, 1), 'id-number', 'all-id-resident'],
  ['old ones of fifteen digits under their title', '身份证', ['110105850101001', '110105860213002'], 'id-number', 'all-id-resident'],
  ['fifteen digits under another title', '订单', ['110105850101001', '110105860213002', '110105860213003'], 'text', 'digits-kept'],
  ['leading zeros', '序', ['001', '002', '1003'], 'text', 'digits-kept'],
  ['one leading zero among many numbers', '序', [...count(900, (at) => String(at + 1)), '007'], 'text', 'digits-kept'],
  ['postal codes', '邮编', [310000, 100000], 'text', 'code-title'],
  [
    'dates in many spellings',
    '签约日',
    ['2024-05-01', '2024/5/1', '2024年5月1日', '2024.05.01', { date: '2024-05-01' }],
    'date',
    'all-date',
  ],
  ['dates written together', '签约日期', ['20240501', '20240630'], 'date', 'run-together-date'],
  ['dates as serial numbers', '签约日期', [45413, 45414], 'date', 'serial-date'],
  ['moments', '时间', [{ date: '2024-05-01T10:00:00' }, '2024-05-01 10:20', { date: '2024-05-02' }], 'datetime', 'all-datetime'],
  ['days without a year stay text', '日期', ['5月1日', '6月2日'], 'text', 'is-text'],
  ['yes and no', '已付', ['是', '否', '是'], 'yes-no', 'all-yes-no'],
  ['ticks', '已付', ['√', '√'], 'yes-no', 'all-yes-no'],
  ['booleans', '已付', [true, false], 'yes-no', 'all-yes-no'],
  ['0 and 1 are numbers', '层', [0, 1, 1], 'number', 'all-number'],
  ['0 and 1 under 是否', '是否付清', [0, 1, 1], 'yes-no', 'all-yes-no'],
  ['per cent', '折扣', ['15%', '8.5%'], 'percent', 'all-percent'],
  ['per cent mixed with plain numbers', '折扣', ['15%', '20'], 'text', 'is-text'],
  ['money by its sign', '合同', ['¥1,200.50', '￥300', '1.5万'], 'money', 'currency-sign'],
  ['money by its title', '合同金额', [1200.5, 300], 'money', 'money-title'],
  ['money with three decimals is a number', '单价', [1.125, 2.25], 'number', 'all-number'],
  ['numbers', '人数', ['１２', '1,200', 7], 'number', 'all-number'],
  ['regions', '所在地区', ['浙江杭州', '广东省深圳市'], 'region', 'all-region'],
  ['regions with an unknown one', '所在地区', ['浙江杭州', '火星'], 'text', 'is-text'],
  ['people', '跟进人', repeat(12, '张伟', '李娜', '王芳'), 'member', 'people'],
  ['names under another title', '联系人', count(12, (at) => `${'张李王赵'[at % 4] ?? ''}${'一二三'[at % 3] ?? ''}`), 'text', 'is-text'],
  ['several words in a cell', '客户标签', ['VIP、老客户', 'VIP', '老客户、展会', '展会'], 'multi-choice', 'joined-words'],
  ['few words', '来源', repeat(12, '展会', '转介绍', '其他'), 'choice', 'few-values'],
  ['few names of firms stay text', '公司名称', repeat(12, '甲', '乙'), 'text', 'is-text'],
  ['long text', '小结', ['客户希望在六月以前完成安装，'.repeat(6)], 'long-text', 'is-long-text'],
  ['line breaks', '小结', ['第一行\n第二行'], 'long-text', 'is-long-text'],
  ['nearly all phones', '电话', [...repeat(19, '13800138000'), '待补'], 'text', 'mostly-phone'],
  ['nearly all dates', '日期', [...repeat(19, '2024-05-01'), '待定'], 'text', 'mostly-date'],
  ['empty, named by its title', '手机', [], 'phone', 'title-word'],
  ['empty, named by nothing', '甲', [null, ' '], 'text', 'empty-column'],
];

describe('proposeField', () => {
  test.each(cases)('%s', (_, title, cells, type, code) => {
    const proposal = propose(title, cells);
    expect([proposal.field['x-type'], proposal.reason.code]).toEqual([type, code]);
    expect(proposal.bad).toBe(0);
  });

  test('the numbering rule is read from the values', () => {
    expect(propose('客户编号', ['C20240501001', 'C20240502013']).field['x-serial']).toEqual({
      prefix: 'C',
      date: 'YYYYMMDD',
      digits: 3,
      restart: 'day',
    });
    expect(propose('单号', ['HT-2024050001', 'HT-2024060002']).field['x-serial']).toEqual({
      prefix: 'HT-',
      date: 'YYYYMM',
      digits: 4,
      restart: 'month',
    });
  });

  test('a list of the workbook becomes options, and values beside the list join them', () => {
    const proposal = propose('来源', ['展会', '电话'], { list: ['展会', '转介绍'] });
    expect(proposal.field.oneOf?.map(({ title }) => title)).toEqual(['展会', '转介绍', '电话']);
    expect(proposal.field.oneOf?.[0]?.const).toBe('zhan_hui');
    expect(proposal.reason).toEqual({ code: 'validation-list-added', params: { count: 3, added: 1 } });
  });

  test('a list of 是 and 否 is yes or no', () => {
    expect(propose('付清', ['是'], { list: ['是', '否'] }).field['x-type']).toBe('yes-no');
  });

  test('words that differ in width or case are one option', () => {
    const options = propose('等级', repeat(12, 'VIP', 'vip', 'ＶＩＰ', '普通')).field.oneOf;
    expect(options?.map(({ title }) => title)).toEqual(['VIP', '普通']);
  });

  test('names of people are listed', () => {
    expect(propose('负责人', ['张伟', '李娜', '张伟', null]).people).toEqual(['张伟', '李娜']);
  });

  test('counts, samples and near misses are told', () => {
    const proposal = propose('日期', ['2024-05-01', ...repeat(18, '2024-05-02'), '待定', null]);
    expect(proposal).toMatchObject({
      filled: 20,
      distinct: 3,
      samples: ['2024-05-01', '2024-05-02', '待定'],
      alternatives: [{ type: 'date', bad: 1 }],
    });
  });

  test('of ten identity numbers one may be mistyped: it is counted', () => {
    const mistyped = `${(residents[0] ?? '').slice(0, 17)}${residents[0]?.endsWith('1') === true ? '2' : '1'}`;
    const proposal = propose('身份证', [...residents.slice(1), mistyped]);
    expect(proposal).toMatchObject({
      field: { 'x-type': 'id-number', 'x-id': 'resident' },
      reason: { code: 'most-id-resident', params: { share: 90, bad: 1 } },
      bad: 1,
    });
    expect(propose('身份证', [...residents.slice(1, 9), mistyped, '不详']).field['x-type']).toBe('text');
  });

  test('long digits that came as numbers are told, whatever they are proposed as', () => {
    expect(propose('身份证号', residents.slice(0, 4).map(Number))).toMatchObject({ field: { 'x-type': 'text' }, rounded: 4 });
    expect(propose('卡号', ['1.10101E+17', '6.22202E+18'])).toMatchObject({ field: { 'x-type': 'text' }, rounded: 2 });
    expect(propose('身份证号', [...residents, 110101199003071230])).toMatchObject({ field: { 'x-type': 'id-number' }, rounded: 1, bad: 1 });
    expect(propose('账号', [123456789012345]).rounded).toBe(0);
  });

  test('a currency format makes money', () => {
    expect(propose('合计', [5, 7.5], { money: true }).field['x-type']).toBe('money');
  });

  test('too many distinct values are not counted further', () => {
    const proposal = propose(
      '名',
      count(5000, (at) => `甲${String(at)}`),
    );
    expect([proposal.distinct, proposal.field['x-type']]).toEqual([null, 'text']);
  });
});
