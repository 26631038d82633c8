import { describe, expect, test } from 'vitest';
import type { Cell, CellRange, SheetRow } from '#core/transfer/cell.ts';
import { findHeader } from '#core/transfer/find-header.ts';

const sheet = (...rows: readonly (readonly Cell[])[]): readonly SheetRow[] =>
  rows.map((cells, index) => ({ number: index + 1, cells })).filter(({ cells }) => cells.some((cell) => cell !== null));

const merge = (top: number, left: number, bottom: number, right: number): CellRange => ({ top, left, bottom, right });
const long = '1、红色字段必填\n2、不能修改列的顺序，也不能增加或删除列，否则导入失败\n3、日期格式推荐 2020-02-02';

interface Case {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  readonly merges?: readonly CellRange[];
  readonly row: number | null;
  readonly firstData: number;
  readonly titles: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'first row', rows: sheet(['名称', '电话'], ['张三', '13800138000']), row: 1, firstData: 2, titles: ['名称', '电话'] },
  { name: 'no rows under it', rows: sheet(['名称', '电话', '备注']), row: 1, firstData: 2, titles: ['名称', '电话', '备注'] },
  {
    name: 'under a merged title and instructions',
    rows: sheet(['客户信息表', null, null], [long, null, null], [null, null, null], ['名称', '电话', '金额'], ['甲公司', '13800138000', 5]),
    merges: [merge(0, 0, 0, 2), merge(1, 0, 1, 2)],
    row: 4,
    firstData: 5,
    titles: ['名称', '电话', '金额'],
  },
  {
    name: 'no header: numbers',
    rows: sheet([0, 123, { date: '2018-02-01' }], [1, 124, { date: '2018-02-02' }]),
    row: null,
    firstData: 1,
    titles: ['列1', '列2', '列3'],
  },
  {
    name: 'no header: a phone in the first row',
    rows: sheet(['张三', '13800138000'], ['李四', '13900139000']),
    row: null,
    firstData: 1,
    titles: ['列1', '列2'],
  },
  {
    name: 'no header: first row repeats below',
    rows: sheet(['张三', '北京', '展会'], ['李四', '北京', '展会'], ['王五', '上海', '展会']),
    row: null,
    firstData: 1,
    titles: ['列1', '列2', '列3'],
  },
  { name: 'one column', rows: sheet(['客户名称'], ['甲公司'], ['乙公司']), row: 1, firstData: 2, titles: ['客户名称'] },
  {
    name: 'two rows with merged captions over some columns',
    rows: sheet(['客户名称', '联系人', null, '备注'], [null, '姓名', '电话', null], ['甲公司', '张三', '13800138000', 'x']),
    merges: [merge(0, 0, 1, 0), merge(0, 1, 0, 2), merge(0, 3, 1, 3)],
    row: 1,
    firstData: 3,
    titles: ['客户名称', '联系人姓名', '联系人电话', '备注'],
  },
  {
    name: 'two rows without merges, as a csv has them',
    rows: sheet(['客户名称', '联系人', null, '备注'], [null, '姓名', '电话', null], ['甲公司', '张三', '13800138000', 'x']),
    row: 1,
    firstData: 3,
    titles: ['客户名称', '联系人姓名', '联系人电话', '备注'],
  },
  {
    name: 'captions over all columns become groups',
    rows: sheet(['基本信息', null, '联系信息', null], ['名称', '行业', '电话', '邮箱'], ['甲', '制造', '13800138000', 'a@b.cn']),
    merges: [merge(0, 0, 0, 1), merge(0, 2, 0, 3)],
    row: 1,
    firstData: 3,
    titles: ['名称', '行业', '电话', '邮箱'],
  },
  {
    name: 'equal titles get numbers',
    rows: sheet(['电话', '电话', '电话'], ['1', '2', '3']),
    row: null,
    firstData: 1,
    titles: ['列1', '列2', '列3'],
  },
  {
    name: 'one title twice',
    rows: sheet(['名称', '电话', '电话', '备注'], ['甲', 1, 2, null]),
    row: 1,
    firstData: 2,
    titles: ['名称', '电话', '电话2', '备注'],
  },
  {
    name: 'untitled columns with values stay, blank ones go',
    rows: sheet(['名称', null, '电话', null], ['甲', 'x', 1, null]),
    row: 1,
    firstData: 2,
    titles: ['名称', '列2', '电话'],
  },
  { name: 'blank rows above', rows: sheet([null], [null], ['名称', '电话'], ['甲', 1]), row: 3, firstData: 4, titles: ['名称', '电话'] },
];

describe('findHeader', () => {
  test.each(cases)('$name', ({ rows, merges, row, firstData, titles }) => {
    const header = findHeader(rows, merges ?? []);
    expect({ row: header.row, firstData: header.firstData, titles: header.columns.map(({ title }) => title) }).toEqual({
      row,
      firstData,
      titles,
    });
  });

  test('groups are kept with their columns', () => {
    const rows = sheet(['基本信息', null, '联系信息', null], ['名称', '行业', '电话', '邮箱'], ['甲', '制造', '13800138000', 'a@b.cn']);
    const { columns } = findHeader(rows, [merge(0, 0, 0, 1), merge(0, 2, 0, 3)]);
    expect(columns.map(({ group }) => group)).toEqual(['基本信息', '基本信息', '联系信息', '联系信息']);
  });

  test.each([
    ['*客户名称', '客户名称', true],
    ['客户名称*', '客户名称', true],
    ['客户名称（必填）', '客户名称', true],
    ['【必填】客户名称：', '客户名称', true],
    ['客户\n名称', '客户 名称', false],
    ['电话(选填)', '电话', false],
    ['电话：', '电话', false],
  ])('%s is %s, required %s', (text, title, required) => {
    const [first] = findHeader(sheet([text, '备注'], ['甲', 1])).columns;
    expect(first).toMatchObject({ title, required });
  });

  test('nothing at all', () => {
    expect(findHeader([])).toMatchObject({ row: null, columns: [] });
  });
});
