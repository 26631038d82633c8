import { afterAll, describe, expect, test } from 'vitest';
import { sniff } from '#server/excel/sniff.ts';
import { gbkBytes, oleFile, temporaryFolder, westernBytes, written, zipBomb } from '#support/ugly-workbooks.ts';
import { strToU8, zipSync } from 'fflate';

const folder = temporaryFolder();
afterAll(folder.remove);

const rows = [
  ['名称', '电话'],
  ['甲', '001'],
];

const kinds: readonly (readonly [string, Uint8Array | string, string, string | null])[] = [
  ['an xlsx under the name of a csv', written(rows), 'xlsx', null],
  ['an old xls', written(rows, 'xls'), 'xls', null],
  ['an ods', written(rows, 'ods'), 'ods', null],
  ['a web page saved as xlsx', '<html><table><tr><td>名称</td></tr></table></html>', 'html', 'utf-8'],
  ['plain csv', 'a,b\n1,2\n', 'csv', 'utf-8'],
  ['csv in UTF-8 with its mark', '\ufeff名称,电话\n甲,1\n', 'csv', 'utf-8'],
  ['csv in GBK', gbkBytes(), 'csv', 'gb18030'],
  ['csv in Windows-1252', westernBytes('Société,Montréal\nMüller,Köln\nFrançois,Besançon\n'), 'csv', 'windows-1252'],
  ['Unicode text as Excel saves it', Buffer.from('\ufeff名称\t电话\r\n', 'utf16le'), 'csv', 'utf-16le'],
];

const refusals: readonly (readonly [string, Uint8Array | string, string])[] = [
  ['empty', '', 'file-empty'],
  ['blank', ' \r\n ', 'file-empty'],
  ['a picture', Buffer.from('89504e470d0a1a0a00', 'hex'), 'not-a-spreadsheet'],
  ['a PDF', '%PDF-1.7 …', 'not-a-spreadsheet'],
  ['JSON', '[{"a":1}]', 'not-a-spreadsheet'],
  ['bytes', Buffer.from([1, 2, 0, 3, 4]), 'not-a-spreadsheet'],
  ['an encrypted workbook', oleFile('EncryptionInfo', 'EncryptedPackage'), 'workbook-encrypted'],
  ['an old Word file', oleFile('WordDocument'), 'not-a-spreadsheet'],
  ['a Word file', zipSync({ 'word/document.xml': strToU8('<a/>') }), 'not-a-spreadsheet'],
  ['any zip', zipSync({ 'a.txt': strToU8('x') }), 'not-a-spreadsheet'],
  ['half a zip', written(rows).slice(0, 400), 'workbook-broken'],
  ['a zip bomb', zipBomb(), 'workbook-unpacks-too-large'],
];

describe('sniff', () => {
  test.each(kinds)('%s', async (_, bytes, kind, encoding) => {
    expect(await sniff(folder.put('file.dat', bytes))).toMatchObject({ ok: true, value: { kind, encoding } });
  });

  test.each(refusals)('%s is refused', async (_, bytes, code) => {
    expect(await sniff(folder.put('file.xlsx', bytes))).toMatchObject({ ok: false, problems: [{ code }] });
  });
});
