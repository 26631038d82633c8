import type { ZipEntry } from '#server/excel/zip-directory.ts';
import { unpackEntry } from '#server/excel/zip-directory.ts';
import type { FileHandle } from 'node:fs/promises';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const codePoint = (code: number): string =>
  code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : '';

const entityText = (entity: string): string | undefined => {
  if (!entity.startsWith('#')) return named[entity];
  const code = /^#x[0-9a-f]+$/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return Number.isInteger(code) ? codePoint(code) : undefined;
};

/** Entities, and the `_x000D_` in which workbooks write control characters. */
export const xmlText = (text: string): string => {
  const plain = text.includes('&') ? text.replaceAll(/&(#?\w{1,8});/g, (whole, entity: string) => entityText(entity) ?? whole) : text;
  return plain.includes('_x')
    ? plain.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replaceAll('\r\n', '\n')
    : plain;
};

/** Value of an attribute in the text of a tag; '' where it is not there. */
export const attribute = (tag: string, name: string): string => {
  const at = tag.search(new RegExp(`[\\s]${name}\\s*=\\s*["']`));
  if (at < 0) return '';
  const quoteAt = tag.slice(at).search(/["']/) + at;
  const end = tag.indexOf(tag.charAt(quoteAt), quoteAt + 1);
  return xmlText(tag.slice(quoteAt + 1, end < 0 ? tag.length : end));
};

/** All elements of a name in a small document, each with its whole text; a namespace prefix before the name is allowed for. */
export const elements = (xml: string, name: string): readonly string[] =>
  xml.match(new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])(?:[^>]*/>|[\\s\\S]*?</(?:\\w+:)?${name}>)`, 'g')) ?? [];

/** The texts of `<t>` in a string item, joined; readings written beside Japanese text (rPh) are no part of it. */
export const stringItem = (xml: string): string => {
  const spoken = xml.includes('rPh') ? xml.replaceAll(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, '') : xml;
  let text = '';
  for (const match of spoken.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g)) text += match[1] ?? '';
  return xmlText(text);
};

export interface ElementStream {
  /** Whole elements, many at a time, in order. */
  readonly batches: AsyncIterable<readonly string[]>;
  /** The text before the first and, once all batches are taken, behind the last element. */
  around(): { readonly before: string; readonly after: string };
}

const longestAround = 64 * 1024 * 1024;

/** Takes the elements of one name out of a large entry while it is unpacked; only the piece at hand is held. */
export const streamElements = (file: FileHandle, entry: ZipEntry, name: string): ElementStream => {
  let before = '';
  let after = '';
  async function* batches(): AsyncGenerator<readonly string[]> {
    const decoder = new TextDecoder();
    let cutter: Cutter | null = null;
    let rest = '';
    for await (const bytes of unpackEntry(file, entry)) {
      const text = rest + decoder.decode(bytes, { stream: true });
      cutter ??= cutterFor(text, name);
      const cut: Cut = cutter === null ? { found: [], first: -1, next: 0 } : cutter(text);
      if (cut.found.length > 0 && before === '') before = text.slice(0, cut.first);
      if (cut.found.length > 0) yield cut.found;
      rest = text.slice(cut.next);
      if (rest.length > longestAround) throw new RangeError('one element of the workbook is larger than 64 MiB');
    }
    after = rest;
  }
  return { batches: batches(), around: () => ({ before, after }) };
};

interface Cut {
  readonly found: readonly string[];
  readonly first: number;
  readonly next: number;
}
type Cutter = (text: string) => Cut;

/** Waits for the first element, because it shows which namespace prefix the document uses. */
const cutterFor = (text: string, name: string): Cutter | null => {
  const first = new RegExp(`<(\\w+:)?${name}[\\s/>]`).exec(text);
  if (first === null) return null;
  const [open, close] = [`<${first[1] ?? ''}${name}`, `</${first[1] ?? ''}${name}>`];
  return (piece) => cutElements(piece, open, close);
};

const cutElements = (text: string, open: string, close: string): Cut => {
  const found: string[] = [];
  let first = -1;
  let next = 0;
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, at)) {
    const code = text.charCodeAt(at + open.length);
    if (code !== 32 && code !== 62 && code !== 47 && code !== 10 && code !== 13 && code !== 9) {
      at += open.length;
      continue;
    }
    const tagEnd = text.indexOf('>', at);
    if (tagEnd < 0) break;
    const bodyEnd = text.charCodeAt(tagEnd - 1) === 47 ? tagEnd + 1 : text.indexOf(close, tagEnd) + close.length;
    if (bodyEnd < close.length) break;
    if (first < 0) first = at;
    found.push(text.slice(at, bodyEnd));
    next = bodyEnd;
    at = bodyEnd;
  }
  return { found, first, next };
};
