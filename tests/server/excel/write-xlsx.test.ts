import { afterAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { parseCell } from '#core/transfer/parse-cell.ts';
import { strFromU8, unzipSync } from 'fflate';
import * as spreadsheet from 'xlsx';
import { openWorkbook } from '#server/excel/read-workbook.ts';
import type { ExportRow, ExportSheet } from '#server/excel/export-sheet.ts';
import { writeXlsx } from '#server/excel/write-xlsx.ts';
import { sheetName } from '#server/excel/xlsx-package.ts';
import { temporaryFolder } from '#support/ugly-workbooks.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const bytesOf = async (content: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
};

const many = Array.from({ length: 60 }, (_, at) => `选项,${String(at)}`);
const sheet: ExportSheet = {
  name: '客户信息总表',
  ids: true,
  frozenColumns: 2,
  rules: [{ formula: '$E2<TODAY()-30', mark: 'red' }],
  columns: [
    { title: '客户编号', format: 'text' },
    { title: '名称', format: 'text' },
    { title: '来源', format: 'text', list: { words: ['展会', '其他'], strict: true } },
    { title: '行业', format: 'text', list: { words: many, strict: false } },
    { title: '日期', format: 'date' },
    { title: '时间', format: 'datetime' },
    { title: '金额', format: 'money' },
    { title: '折扣', format: 'percent' },
    { title: '已付', format: 'general' },
    { title: '小结', format: 'wrapped' },
  ],
  rows: [
    [
      {
        id: 'rec000000000001',
        mark: 'red',
        cells: [
          '001',
          '=1+1',
          '展会',
          '选项,3',
          { date: '2024-05-01' },
          { date: '2024-05-01T10:30:00' },
          12.5,
          0.153,
          true,
          '甲 & <乙>\n"丙"\u0007\ud800',
        ],
      },
      { id: 'rec000000000002', cells: [null, ' x ', null, null, { date: '1850-01-01' }, null, -3, null, false, '_x0041_'] },
    ],
  ],
};

describe('writeXlsx', () => {
  test('what was written is read again, the id in the last column', async () => {
    const opened = await openWorkbook(folder.put('out.xlsx', await bytesOf(writeXlsx([sheet]))));
    if (!opened.ok) throw new Error('not opened');
    const rows = [];
    for await (const some of opened.value.rows(0)) rows.push(...some);
    await opened.value.close();
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['客户编号', '名称', '来源', '行业', '日期', '时间', '金额', '折扣', '已付', '小结', 'biaoli_id'],
      [
        '001',
        '=1+1',
        '展会',
        '选项,3',
        { date: '2024-05-01' },
        { date: '2024-05-01T10:30:00' },
        12.5,
        '15.3%',
        true,
        '甲 & <乙>\n"丙"\ufffd',
        'rec000000000001',
      ],
      [null, ' x ', null, null, '1850-01-01', null, -3, null, false, '_x0041_', 'rec000000000002'],
    ]);
    expect(opened.value.info.sheets[0]?.lists).toEqual([
      { column: 2, words: ['展会', '其他'] },
      { column: 3, words: many },
    ]);
  });

  test('numbers, fractions and moments come back exactly', async () => {
    const number = fc.oneof(
      fc.double({ min: -1e12, max: 1e12, noNaN: true }),
      fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 1000),
    );
    const values = fc
      .sample(number, { numRuns: 2000, seed: 7 })
      .filter((value) => !Object.is(value, -0) && (String(value).length < 17 || !/0{6}|9{6}/.test(String(value))));
    const moments = fc.sample(fc.date({ min: new Date('1901-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), {
      numRuns: 2000,
      seed: 7,
    });
    const rows = values.map((value, at) => ({ cells: [value, value, { date: (moments[at] ?? new Date(0)).toISOString().slice(0, 19) }] }));
    const columns = [
      { title: '数', format: 'number' as const },
      { title: '率', format: 'percent' as const },
      { title: '时间', format: 'datetime' as const },
    ];
    const opened = await openWorkbook(folder.put('exact.xlsx', await bytesOf(writeXlsx([{ name: 'a', columns, rows: [rows] }]))));
    if (!opened.ok) throw new Error('not opened');
    const read = [];
    for await (const some of opened.value.rows(0)) read.push(...some.map(({ cells }) => cells));
    await opened.value.close();
    const [, ...data] = read;
    expect(data).toHaveLength(rows.length);
    for (const [at, [number_, fraction, moment]] of data.entries()) {
      expect([parseCell(number_, 'number'), parseCell(fraction, 'percent'), parseCell(moment, 'datetime')]).toEqual([
        values[at],
        values[at],
        moments[at]?.toISOString().slice(0, 19),
      ]);
    }
  });

  test('another program reads it: texts stay texts, dates are dates, the id column is hidden', async () => {
    const book = spreadsheet.read(await bytesOf(writeXlsx([sheet])), { cellDates: true, UTC: true, cellStyles: true, cellNF: true });
    const first = book.Sheets['客户信息总表'];
    expect(first?.['A2']).toMatchObject({ t: 's', v: '001', z: '@' });
    expect(first?.['B2']).toMatchObject({ t: 's', v: '=1+1' });
    expect(first?.['B2']).not.toHaveProperty('f');
    expect(first?.['E2']).toMatchObject({ t: 'd', v: new Date(Date.UTC(2024, 4, 1)) });
    expect(first?.['!cols']?.[10]?.hidden).toBe(true);
    expect(book.Workbook?.Sheets?.map(({ Hidden }) => Hidden)).toEqual([0, 2]);
  });

  test('frozen panes, dropdowns, the rule and the marked row are in the sheet', async () => {
    const files = unzipSync(await bytesOf(writeXlsx([sheet])));
    const xml = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(xml).toContain('<pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/>');
    expect(xml).toContain('<formula1>&quot;展会,其他&quot;</formula1>');
    expect(xml).toContain('<formula1>_lists!$A$1:$A$60</formula1>');
    expect(xml).toContain('<cfRule type="expression" dxfId="0" priority="1"><formula>$E2&lt;TODAY()-30</formula></cfRule>');
    const style = (row: number): string => new RegExp(`(?:<row>.*?){${String(row)}}<c[^>]* s="(\\d+)"`).exec(xml)?.[1] ?? '';
    expect(style(1)).not.toBe(style(2));
    expect(strFromU8(files['xl/workbook.xml'] ?? new Uint8Array())).toContain('name="_lists" sheetId="2" state="veryHidden"');
  });

  test('rows are asked for only as bytes are taken', async () => {
    let asked = 0;
    const endless = function* (): Generator<readonly ExportRow[]> {
      for (;;) {
        asked += 1;
        yield Array.from({ length: 100 }, () => ({ cells: [String(Math.random())] }));
      }
    };
    let taken = 0;
    for await (const piece of writeXlsx([{ name: 'a', columns: [{ title: 'a', format: 'text' }], rows: endless() }])) {
      taken += piece.length;
      if (taken > 300_000) break;
    }
    expect(asked).toBeLessThan(5000);
  });

  test('an error of the rows is an error of the file', async () => {
    const broken = async function* (): AsyncGenerator<readonly ExportRow[]> {
      yield [{ cells: ['a'] }];
      await Promise.reject(new Error('the database left'));
    };
    await expect(bytesOf(writeXlsx([{ name: 'a', columns: [{ title: 'a', format: 'text' }], rows: broken() }]))).rejects.toThrow(
      'the database left',
    );
  });

  test.each([
    ["a/b:c*?[]'", 'a b c'],
    ['', 'Sheet'],
    ['很'.repeat(40), '很'.repeat(28)],
  ])('sheet name of %s', (name, expected) => {
    expect(sheetName(name)).toBe(expected);
  });

  test('sheet names are unique without regard to case', () => {
    expect(sheetName('A', new Set(['a']))).toBe('A2');
  });
});
