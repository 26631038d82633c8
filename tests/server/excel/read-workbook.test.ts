import { afterAll, describe, expect, test } from 'vitest';
import type { SheetRow } from '#core/transfer/cell.ts';
import { openWorkbook, WorkbookStopped, type Workbook } from '#server/excel/read-workbook.ts';
import { gbkBytes, inline, lyingZip, rawXlsx, temporaryFolder, westernBytes, written, xlsWithList } from '#support/ugly-workbooks.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const open = async (bytes: Uint8Array | string): Promise<Workbook> => {
  const opened = await openWorkbook(folder.put('file.bin', bytes));
  if (!opened.ok) throw new Error(opened.problems.map(({ code }) => code).join());
  return opened.value;
};

const rowsOf = async (workbook: Workbook, sheet = 0): Promise<readonly SheetRow[]> => {
  const rows: SheetRow[] = [];
  for await (const some of workbook.rows(sheet)) rows.push(...some);
  await workbook.close();
  return rows;
};

const cellsOf = async (bytes: Uint8Array | string): Promise<readonly (readonly unknown[])[]> =>
  (await rowsOf(await open(bytes))).map(({ cells }) => cells);

const styles = [
  '<numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="201" formatCode="&quot;¥&quot;#,##0.00"/></numFmts>',
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/><xf numFmtId="9"/><xf numFmtId="201"/><xf numFmtId="22"/><xf numFmtId="20"/></cellXfs>',
].join('');
const number = (value: string, style = 0): string => `<c s="${String(style)}"><v>${value}</v></c>`;

describe('xlsx', () => {
  test('dates, per cent, money, clock times and long fractions as a person sees them', async () => {
    const row = `<row r="1">${number('45413', 1)}${number('45413', 2)}${number('0.153', 3)}${number('12.5', 4)}${number('45413.4375', 5)}${number('0.35416666666', 6)}${number('0.30000000000000004')}</row>`;
    const workbook = await open(rawXlsx({ sheets: [{ name: 'a', xml: `<sheetData>${row}</sheetData>` }], styles }));
    expect(workbook.info.sheets[0]?.money).toEqual([3]);
    const [first] = await rowsOf(workbook);
    expect(first?.cells).toEqual([
      { date: '2024-05-01' },
      { date: '2024-05-01' },
      '15.3%',
      12.5,
      { date: '2024-05-01T10:30:00' },
      '08:30',
      0.3,
    ]);
  });

  test('dates of workbooks that count from 1904', async () => {
    const book = rawXlsx({
      sheets: [{ name: 'a', xml: `<sheetData><row>${number('43951', 1)}</row></sheetData>` }],
      styles,
      properties: '<workbookPr date1904="1"/>',
    });
    expect(await cellsOf(book)).toEqual([[{ date: '2024-05-01' }]]);
  });

  test('shared strings with runs, readings, entities and escaped line ends', async () => {
    const strings =
      '<si><r><t>甲</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 公司</t></r><rPh sb="0" eb="1"><t>ko</t></rPh></si><si><t>a &amp; b&#10;_x000D_c</t></si><si/>';
    const xml = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row></sheetData>';
    expect(await cellsOf(rawXlsx({ sheets: [{ name: 'a', xml }], strings }))).toEqual([['甲 公司', null, 'a & b\n\rc']]);
  });

  test('rows far apart keep their numbers, hidden rows are read, blank ones are not', async () => {
    const xml = `<sheetData><row r="2" hidden="1">${inline('甲', 'B2')}</row><row r="3"><c r="A3"/></row><row r="90000">${inline('乙', 'A90000')}</row></sheetData>`;
    const workbook = await open(rawXlsx({ sheets: [{ name: 'a', xml }] }));
    expect(workbook.info.sheets[0]).toMatchObject({ rows: 90000, columns: 2 });
    expect(await rowsOf(workbook)).toEqual([
      { number: 2, cells: [null, '甲'] },
      { number: 90000, cells: ['乙'] },
    ]);
  });

  test('formulas give their last value; those without are counted as blank and told', async () => {
    const xml =
      '<sheetData><row><c t="str"><f>A2&amp;"x"</f><v>甲x</v></c><c><f>1+1</f><v>2</v></c><c><f>NOW()</f></c><c t="e"><v>#DIV/0!</v></c></row></sheetData>';
    const workbook = await open(rawXlsx({ sheets: [{ name: 'a', xml }] }));
    expect(workbook.info.sheets[0]?.problems).toEqual([{ code: 'formulas-without-value', path: '', params: { count: 1 } }]);
    expect((await rowsOf(workbook))[0]?.cells).toEqual(['甲x', 2, null, '#DIV/0!']);
  });

  test('dropdown lists: written in the rule, in a range of a hidden sheet, behind a name, in extended spelling; computed ones have none', async () => {
    const rules = [
      '<dataValidation type="list" sqref="A2:A100 A200"><formula1>"是,否"</formula1></dataValidation>',
      '<dataValidation type="list" sqref="B2"><formula1>\'选 项\'!$A$1:$A$3</formula1></dataValidation>',
      '<dataValidation type="list" sqref="C2:C9"><formula1>sources</formula1></dataValidation>',
      '<dataValidation type="list" sqref="D2"><formula1>INDIRECT($A2)</formula1></dataValidation>',
      '<dataValidation type="whole" sqref="E2"><formula1>1</formula1></dataValidation>',
      '<x14:dataValidation type="list"><x14:formula1><xm:f>\'选 项\'!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>F2:F5</xm:sqref></x14:dataValidation>',
    ];
    const names = '<definedName name="sources">\'选 项\'!$B$1:$B$2</definedName>';
    const options = `<sheetData><row>${inline('展会')}${inline('甲')}</row><row>${inline('转介绍')}${inline('乙')}</row><row>${inline('其他')}</row></sheetData>`;
    const sheets = [
      { name: '客户', xml: `<sheetData><row>${inline('名称')}</row></sheetData><dataValidations>${rules.join('')}</dataValidations>` },
      { name: '选 项', state: 'hidden', xml: options },
    ];
    const workbook = await open(rawXlsx({ sheets, names }));
    await workbook.close();
    expect(workbook.info.sheets.map(({ hidden }) => hidden)).toEqual([false, true]);
    expect(workbook.info.sheets[0]?.lists).toEqual([
      { column: 0, words: ['是', '否'] },
      { column: 1, words: ['展会', '转介绍', '其他'] },
      { column: 2, words: ['甲', '乙'] },
      { column: 5, words: ['展会', '转介绍'] },
    ]);
  });

  test('20,000 rules over one column', async () => {
    const rules = Array.from(
      { length: 20_000 },
      (_, at) => `<dataValidation type="list" sqref="B${String(at + 2)}"><formula1>INDIRECT($A$${String(at)})</formula1></dataValidation>`,
    );
    const xml = `<sheetData><row>${inline('名称')}</row></sheetData><dataValidations>${rules.join('')}</dataValidations>`;
    const workbook = await open(rawXlsx({ sheets: [{ name: 'a', xml }] }));
    await workbook.close();
    expect(workbook.info.sheets[0]?.lists).toEqual([]);
  });

  test('1,000 columns: the first 400, and it is said', async () => {
    const workbook = await open(written([Array.from({ length: 1000 }, (_, at) => `列${String(at)}`)]));
    expect(workbook.info.sheets[0]?.problems).toEqual([{ code: 'columns-left-out', path: '', params: { columns: 1000, kept: 400 } }]);
    expect((await rowsOf(workbook))[0]?.cells).toHaveLength(400);
  });

  test('tags with a namespace prefix', async () => {
    const xml =
      '<x:sheetData xmlns:x="y"><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c r="B1"><x:v>7</x:v></x:c></x:row></x:sheetData>';
    expect(await cellsOf(rawXlsx({ sheets: [{ name: 'a', xml }] }))).toEqual([['甲', 7]]);
  });

  test('an entry larger than its directory says ends the reading', async () => {
    const lie = await openWorkbook(folder.put('lie.xlsx', lyingZip(1000)));
    expect(lie).toMatchObject({ ok: false, problems: [{ code: 'workbook-broken' }] });
    const honest = await openWorkbook(folder.put('honest.xlsx', lyingZip(20_000_000)));
    expect(honest.ok && honest.value.info.sheets[0]?.rows).toBe(20_000);
    if (honest.ok) await honest.value.close();
  });
});

describe('other kinds', () => {
  const rows = [
    ['名称', '电话', '日期', '已付'],
    ['甲', '001', new Date(Date.UTC(2024, 4, 1)), true],
  ];

  test.each(['xlsx', 'xls', 'ods'] as const)('%s of another program', async (kind) => {
    expect(await cellsOf(written(rows, kind))).toEqual([
      ['名称', '电话', '日期', '已付'],
      ['甲', '001', { date: '2024-05-01' }, true],
    ]);
  });

  test('dropdown lists of an old xls', async () => {
    const workbook = await open(
      xlsWithList(
        [
          ['名称', '来源'],
          ['甲', '展会'],
        ],
        1,
        ['展会', '转介绍', '其他'],
      ),
    );
    await workbook.close();
    expect(workbook.info.sheets[0]?.lists).toEqual([{ column: 1, words: ['展会', '转介绍', '其他'] }]);
    expect(workbook.info.sheets[0]?.head).toHaveLength(2);
  });

  test('a web page under the name of a workbook keeps its texts', async () => {
    const page =
      '<html><head><meta charset="utf-8"></head><body><table><tr><td>名称</td><td>日期</td></tr><tr><td>001</td><td x:num="43051">2017/11/12</td></tr></table></body></html>';
    expect(await cellsOf(page)).toEqual([
      ['名称', '日期'],
      ['001', '2017/11/12'],
    ]);
  });

  test.each([
    [
      'GBK',
      gbkBytes(),
      [
        ['客户名称', '电话'],
        ['张三', '13800138000'],
      ],
    ],
    [
      'UTF-8 with mark',
      '\ufeff名称,备注\r\n甲,"第一行\n第二行"\r\n',
      [
        ['名称', '备注'],
        ['甲', '第一行\n第二行'],
      ],
    ],
    [
      'Windows-1252',
      westernBytes('Prénom;Ville\nZoé;Besançon\n'),
      [
        ['Prénom', 'Ville'],
        ['Zoé', 'Besançon'],
      ],
    ],
    [
      'zeros kept by a formula',
      'no,name\n="00123",x\n',
      [
        ['no', 'name'],
        ['00123', 'x'],
      ],
    ],
    ['formulas defused by our export', "name\n'=1+1\n'T\n", [['name'], ['=1+1'], ["'T"]]],
  ])('csv: %s', async (_, bytes, expected) => {
    expect(await cellsOf(bytes)).toEqual(expected);
  });
});

describe('profile and cancel', () => {
  test('header, counts and blank rows of a sheet', async () => {
    const workbook = await open(
      written([['客户信息'], ['名称', '电话', null], ['甲', '13800138000', null], [null, null, null], ['乙', null, 'x']], 'xlsx', [
        'A1:C1',
      ]),
    );
    const profiled = await workbook.profile(0);
    await workbook.close();
    expect(profiled).toMatchObject({ ok: true, value: { rows: 2, blankRows: 1, header: { row: 2, firstData: 3, above: 1 } } });
    expect(profiled.ok && profiled.value.header.columns.map(({ title }) => title)).toEqual(['名称', '电话', '列3']);
    expect(profiled.ok && profiled.value.profiles.map(({ filled }) => filled)).toEqual([2, 1, 1]);
  });

  test('a value that first comes late still gets its column', async () => {
    const rows = Array.from({ length: 400 }, (_, at) => `甲${String(at)},1${at === 399 ? ',late' : ''}`);
    const workbook = await open(`名称,数量\n${rows.join('\n')}\n`);
    const profiled = await workbook.profile(0);
    await workbook.close();
    expect(profiled.ok && profiled.value.header.columns.map(({ title }) => title)).toEqual(['名称', '数量', '列3']);
  });

  test('closing in the middle stops the rows', async () => {
    const lines = Array.from({ length: 30_000 }, (_, at) => `甲${String(at)},1`);
    const workbook = await open(`名称,数量\n${lines.join('\n')}\n`);
    const read = async (): Promise<void> => {
      for await (const rows of workbook.rows(0)) if (rows.length > 0) await workbook.close();
    };
    await expect(read()).rejects.toBeInstanceOf(WorkbookStopped);
  });
});
