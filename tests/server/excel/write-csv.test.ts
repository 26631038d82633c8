import { afterAll, describe, expect, test } from 'vitest';
import { defused, writeCsv } from '#server/excel/write-csv.ts';
import { openWorkbook } from '#server/excel/read-workbook.ts';
import { writeRefused } from '#server/excel/write-refused.ts';
import { temporaryFolder } from '#support/ugly-workbooks.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const bytesOf = async (content: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
};

const cells = ['甲,"乙"', '=1+1', -5, { date: '2024-05-01T10:30:00' }, 0.15, '第一行\n第二行', null];
const titles = ['名称', '公式', '数', '时间', '折扣', '备注', '空'];
const sheet = {
  columns: titles.map((title, at) => ({ title, format: at === 4 ? ('percent' as const) : ('text' as const) })),
  rows: [[{ cells }]],
};

describe('writeCsv', () => {
  test('byte order mark, CRLF, quotes, formulas defused', async () => {
    expect((await bytesOf(writeCsv(sheet))).toString('utf8')).toBe(
      '\ufeff名称,公式,数,时间,折扣,备注,空\r\n"甲,""乙""",\'=1+1,-5,2024-05-01 10:30:00,15%,"第一行\n第二行",\r\n',
    );
  });

  test('is read again as it was', async () => {
    const opened = await openWorkbook(folder.put('out.csv', await bytesOf(writeCsv(sheet))));
    if (!opened.ok) throw new Error('not opened');
    const rows = [];
    for await (const some of opened.value.rows(0)) rows.push(...some);
    await opened.value.close();
    expect(rows[1]?.cells).toEqual(['甲,"乙"', '=1+1', '-5', '2024-05-01 10:30:00', '15%', '第一行\n第二行']);
  });

  test.each([
    ['=cmd()', "'=cmd()"],
    ['+86 138', "'+86 138"],
    ['@sum', "'@sum"],
    ['-2+3', "'-2+3"],
    ['\tx', "'\tx"],
    ['-5.5', '-5.5'],
    ['+7', '+7'],
    ['甲=乙', '甲=乙'],
  ])('%j becomes %j', (text, expected) => {
    expect(defused(text)).toBe(expected);
  });
});

describe('writeRefused', () => {
  test('the reason stands beside the cell it is about', async () => {
    const content = writeRefused({
      titles: ['名称', '电话', '日期'],
      faulty: new Set([1, -1]),
      rows: [
        [
          {
            number: 7,
            cells: ['甲', 'x', { date: '2024-05-01' }],
            reasons: new Map([
              [1, '不是电话'],
              [-1, '编号重复'],
            ]),
          },
        ],
      ],
      words: { sheet: '没有导入的行', row: '原行号', reason: (title) => `${title}：原因`, whole: '整行' },
    });
    const opened = await openWorkbook(folder.put('refused.xlsx', await bytesOf(content)));
    if (!opened.ok) throw new Error('not opened');
    await opened.value.close();
    expect(opened.value.info.sheets[0]?.head.map((row) => row.cells)).toEqual([
      ['名称', '电话', '电话：原因', '日期', '整行', '原行号'],
      ['甲', 'x', '不是电话', '2024-05-01', '编号重复', 7],
    ]);
  });
});
