/** Workbooks as people bring them, made by script on purpose: every one has a fault or a habit that a reader must live with. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import * as spreadsheet from 'xlsx';

/** A folder for a test's files; `remove` when done. */
export const temporaryFolder = (): { readonly put: (name: string, bytes: Uint8Array | string) => string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'biaoli-excel-'));
  const put = (name: string, bytes: Uint8Array | string): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  return {
    put,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface RawSheet {
  readonly name: string;
  readonly state?: string;
  /** What stands inside `<worksheet>`. */
  readonly xml: string;
}

export interface RawBook {
  readonly sheets: readonly RawSheet[];
  readonly strings?: string;
  readonly styles?: string;
  readonly names?: string;
  readonly properties?: string;
}

/** An xlsx from bare XML, for what no writer writes. */
export const rawXlsx = ({ sheets, strings, styles, names = '', properties = '' }: RawBook): Uint8Array => {
  const list = sheets.map(({ name, state }, index) => {
    const hidden = state === undefined ? '' : ` state="${state}"`;
    return `<sheet name="${name}" sheetId="${String(index + 1)}"${hidden} r:id="rId${String(index + 1)}"/>`;
  });
  const targets = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${String(index + 1)}" Type="${links}/worksheet" Target="worksheets/sheet${String(index + 1)}.xml"/>`,
  );
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${links}">${properties}<sheets>${list.join('')}</sheets><definedNames>${names}</definedNames></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${targets.join('')}</Relationships>`),
  };
  for (const [index, { xml }] of sheets.entries())
    files[`xl/worksheets/sheet${String(index + 1)}.xml`] = strToU8(`<worksheet xmlns="${main}">${xml}</worksheet>`);
  if (strings !== undefined) files['xl/sharedStrings.xml'] = strToU8(`<sst xmlns="${main}">${strings}</sst>`);
  if (styles !== undefined) files['xl/styles.xml'] = strToU8(`<styleSheet xmlns="${main}">${styles}</styleSheet>`);
  return zipSync(files);
};

export const inline = (text: string, reference = ''): string =>
  `<c${reference === '' ? '' : ` r="${reference}"`} t="inlineStr"><is><t>${text}</t></is></c>`;

export type Written = string | number | boolean | Date | null;

/** A workbook of another program's making. */
export const written = (
  rows: readonly (readonly Written[])[],
  bookType: 'xlsx' | 'xls' | 'biff5' | 'ods' = 'xlsx',
  merges: readonly string[] = [],
): Uint8Array => {
  const sheet = spreadsheet.utils.aoa_to_sheet(
    rows.map((row) => [...row]),
    { cellDates: true, UTC: true },
  );
  sheet['!merges'] = merges.map((range) => spreadsheet.utils.decode_range(range));
  const book = spreadsheet.utils.book_new();
  spreadsheet.utils.book_append_sheet(book, sheet, '客户');
  return new Uint8Array(spreadsheet.write(book, { type: 'array', bookType }) as ArrayBuffer);
};

/** Eighty megabytes of nothing in a few kilobytes. */
export const zipBomb = (): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/workbook.xml': strToU8('<workbook/>'),
    'xl/worksheets/sheet1.xml': new Uint8Array(80 * 1024 * 1024),
  });

/** A sound workbook whose directory says that its sheet unpacks to `declared` bytes. */
export const lyingZip = (declared: number): Uint8Array => {
  const rows = Array.from({ length: 20_000 }, (_, at) => `<row>${inline(`甲${String(at)}`)}</row>`);
  const bytes = rawXlsx({ sheets: [{ name: 'a', xml: `<sheetData>${rows.join('')}</sheetData>` }] });
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = view.indexOf('PK\x01\x02'); at >= 0; at = view.indexOf('PK\x01\x02', at + 4)) {
    if (view.toString('latin1', at + 46, at + 80).startsWith('xl/worksheets/')) view.writeUInt32LE(declared, at + 24);
  }
  return bytes;
};

/** The first bytes of an OLE file with the directory names a program would find. */
export const oleFile = (...names: readonly string[]): Uint8Array =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(504),
    ...names.map((name) => Buffer.from(`${name}\0`, 'utf16le')),
  ]);

/** Windows-1252 bytes of a text whose signs are all below 256. */
export const westernBytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** 客户名称,电话 and 张三,13800138000 in GB 18030. */
export const gbkBytes = (): Uint8Array =>
  Buffer.concat([
    Buffer.from('bfcdbba7c3fbb3c6', 'hex'),
    Buffer.from(','),
    Buffer.from('b5e7bbb0', 'hex'),
    Buffer.from('\r\n'),
    Buffer.from('d5c5c8fd', 'hex'),
    Buffer.from(',13800138000\r\n'),
  ]);

const biffText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([text.length & 0xff, text.length >> 8, 1]), Buffer.from(text, 'utf16le')]);

/** An old xls with a dropdown list over a column, which the library that writes it cannot make: the rule is put into its stream. */
export const xlsWithList = (rows: readonly (readonly Written[])[], column: number, words: readonly string[]): Uint8Array => {
  const compound = spreadsheet.CFB as {
    read: (bytes: Uint8Array, options: { type: string }) => { FileIndex: { name: string; content: Uint8Array; size: number }[] };
    write: (file: object, options: { type: string }) => Buffer;
  };
  const file = compound.read(Buffer.from(written(rows, 'xls')), { type: 'buffer' });
  const entry = file.FileIndex.find(({ name }) => name === 'Workbook');
  if (entry === undefined) throw new Error('no workbook stream');
  const list = words.join('\0');
  const token = Buffer.concat([Buffer.from([0x17, list.length, 1]), Buffer.from(list, 'utf16le')]);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(0x83, 0);
  const sizes = Buffer.from([token.length & 0xff, token.length >> 8, 0, 0]);
  const range = Buffer.from([1, 0, 1, 0, 100, 0, column, 0, column, 0]);
  const rule = Buffer.concat([
    head,
    biffText('a'),
    biffText('b'),
    biffText('c'),
    biffText('d'),
    sizes,
    token,
    Buffer.from([0, 0, 0, 0]),
    range,
  ]);
  const record = Buffer.concat([Buffer.from([0xbe, 0x01, rule.length & 0xff, rule.length >> 8]), rule]);
  const stream = Buffer.from(entry.content);
  entry.content = Buffer.concat([stream.subarray(0, stream.length - 4), record, stream.subarray(stream.length - 4)]);
  entry.size = entry.content.length;
  return new Uint8Array(compound.write(file, { type: 'buffer' }));
};
