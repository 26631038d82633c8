import { open, type FileHandle } from 'node:fs/promises';
import { ok, problem, refused, type Result } from '#core/problem.ts';
import { detectEncoding, type TextEncoding } from '#server/excel/text-encoding.ts';
import { readZipDirectory } from '#server/excel/zip-directory.ts';

export type WorkbookKind = 'xlsx' | 'xls' | 'ods' | 'html' | 'csv';

export interface Sniffed {
  readonly kind: WorkbookKind;
  /** Only of text kinds. */
  readonly encoding: TextEncoding | null;
  readonly size: number;
}

/** Largest file taken; for kinds that must be held in memory whole it is less. */
export const fileLimits = { any: 500 * 1024 ** 2, whole: 120 * 1024 ** 2 };

const magics: readonly (readonly [string, readonly number[]])[] = [
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['gzip', [0x1f, 0x8b]],
  ['BMP', [0x42, 0x4d, 0x36]],
  ['ELF', [0x7f, 0x45, 0x4c, 0x46]],
];

const begins = (bytes: Buffer, magic: readonly number[]): boolean => magic.every((byte, index) => bytes[index] === byte);

/** Tells by its content alone what a file is; names and extensions are not believed. */
export const sniff = async (path: string): Promise<Result<Sniffed>> => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) return refused(problem('file-empty'));
    if (size > fileLimits.any) return refused(problem('file-too-large', '', { limit: fileLimits.any / 1024 ** 2 }));
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8192), 0, 8192, 0);
    return await sniffHead(file, buffer.subarray(0, bytesRead), size);
  } finally {
    await file.close();
  }
};

const sniffHead = async (file: FileHandle, head: Buffer, size: number): Promise<Result<Sniffed>> => {
  if (begins(head, [0x50, 0x4b, 3, 4])) return sniffZip(file, size);
  if (begins(head, [0xd0, 0xcf, 0x11, 0xe0])) return sniffOle(file, size);
  if (begins(head, [0x09, 0x08]) || begins(head, [0x09, 0x04]) || begins(head, [0x09, 0x02])) return whole('xls', size);
  const other = magics.find(([, magic]) => begins(head, magic))?.[0];
  if (other !== undefined) return refused(problem('not-a-spreadsheet', '', { kind: other }));
  return sniffText(file, head, size);
};

const whole = (kind: WorkbookKind, size: number, encoding: TextEncoding | null = null): Result<Sniffed> =>
  size > fileLimits.whole ? refused(problem('file-too-large', '', { limit: fileLimits.whole / 1024 ** 2 })) : ok({ kind, encoding, size });

const sniffZip = async (file: FileHandle, size: number): Promise<Result<Sniffed>> => {
  const directory = await readZipDirectory(file, size);
  if (!directory.ok) return directory;
  const { entries, unpacked } = directory.value;
  if (entries.has('xl/workbook.xml') || [...entries.keys()].some((name) => /^xl\/workbook\d*\.xml$/.test(name))) {
    return ok({ kind: 'xlsx', encoding: null, size });
  }
  if (entries.has('xl/workbook.bin')) return refused(problem('not-a-spreadsheet', '', { kind: 'xlsb' }));
  if (entries.has('content.xml') && entries.has('mimetype')) return whole('ods', Math.max(size, unpacked / 4));
  const kind = entries.has('word/document.xml') ? 'Word' : entries.has('ppt/presentation.xml') ? 'PowerPoint' : 'zip';
  return refused(problem('not-a-spreadsheet', '', { kind }));
};

/** Stream names stand in UTF-16 in the directory of an OLE file; it may lie anywhere in it. */
const oleNames = ['EncryptedPackage', 'Workbook', 'Book', 'WordDocument', 'PowerPoint Document'] as const;

const sniffOle = async (file: FileHandle, size: number): Promise<Result<Sniffed>> => {
  if (size > fileLimits.whole) return refused(problem('file-too-large', '', { limit: fileLimits.whole / 1024 ** 2 }));
  const { buffer } = await file.read(Buffer.alloc(size), 0, size, 0);
  const found = oleNames.find((name) => buffer.includes(Buffer.from(`${name}\0`, 'utf16le')));
  if (found === 'EncryptedPackage') return refused(problem('workbook-encrypted'));
  if (found === 'Workbook' || found === 'Book') return ok({ kind: 'xls', encoding: null, size });
  return refused(problem('not-a-spreadsheet', '', { kind: found === 'WordDocument' ? 'Word' : 'OLE' }));
};

const sniffText = async (file: FileHandle, head: Buffer, size: number): Promise<Result<Sniffed>> => {
  const wide = begins(head, [0xff, 0xfe]);
  if (!wide && head.includes(0)) return refused(problem('not-a-spreadsheet', '', { kind: 'binary' }));
  const start = head.toString('latin1').replace(/^ï»¿/, '').trimStart().toLowerCase();
  if (start === '' && size <= head.length) return refused(problem('file-empty'));
  const encoding = await detectEncoding(file);
  if (start.startsWith('<') || start.startsWith('mime-version')) {
    const table = /<(?:html|table|!doctype html|meta|style|\?xml|workbook)/.test(start);
    return table ? whole('html', size, encoding) : refused(problem('not-a-spreadsheet', '', { kind: 'XML' }));
  }
  if (/^[[{]\s*["{[\]}]/.test(start)) return refused(problem('not-a-spreadsheet', '', { kind: 'JSON' }));
  return ok({ kind: 'csv', encoding, size });
};
