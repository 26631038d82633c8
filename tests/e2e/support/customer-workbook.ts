import { written, type Written } from '#support/ugly-workbooks.ts';

const sources = ['展会', '转介绍', '线上推广', '陌生拜访'];
const owners = ['林晓', '许静', '陈一鸣'];

/** A firm's own list: title rows above, phones and numbers as text, dates, few sources, names of people, an empty row. */
export const customerRows = (count: number): readonly (readonly Written[])[] => [
  ['客户名单 2026'],
  ['只登记长期客户，电话按名片填'],
  ['客户编号', '公司名', '联系电话', '来源', '跟进人', '最近跟进', '合同金额'],
  ...Array.from({ length: count }, (_, at): readonly Written[] => [
    `C20240501${String(at + 1).padStart(3, '0')}`,
    `云岫${at + 1}号茶业`,
    `1200000${String(at + 1).padStart(4, '0')}`,
    sources[at % sources.length] ?? '',
    owners[at % owners.length] ?? '',
    new Date(Date.UTC(2026, 9, 1 + (at % 28))),
    1000.5 + at,
  ]),
  [],
];

export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const asFile = (name: string, bytes: Uint8Array): ChosenFile => ({ name, mimeType: xlsx, buffer: Buffer.from(bytes) });

export const customerWorkbook = (count: number): ChosenFile => asFile('老客户名单.xlsx', written(customerRows(count)));
