import { lineName } from '#core/compile/cell-line.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import type { FieldType } from '#core/field/contract.ts';
import { phoneDigits } from '#core/field/phone.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';

/** Pinyin of one character without tone, '' for what has none. A port: the table of sounds is no part of the core. */
export type Pinyin = (character: string) => string;

/** In UTF-16 units: all of the longest long text, so that whatever a row holds can be found by the index. */
const longest = 40_000;

/** What is compared: NFKC, lower case, without any blank. */
export const foldForSearch = (text: string): string => foldPlain(text) ?? foldAny(text);

const foldAny = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Cc}\p{Cs}"]/gu, '');

const fullWidth = 0xfee0;

/** The same for ASCII, its full-width forms and everyday Chinese, a fifth of the time; undefined where a text holds anything else. */
const foldPlain = (text: string): string | undefined => {
  let folded = '';
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code >= 0x4e00 && code <= 0x9fff) || code === 0x3001 || code === 0x3002) {
      folded += text[at];
      continue;
    }
    const ascii = code >= 0xff01 && code <= 0xff5e ? code - fullWidth : code;
    if (ascii > 0x7e) return undefined;
    if (ascii > 0x20 && ascii !== 0x22) folded += String.fromCharCode(ascii >= 0x41 && ascii <= 0x5a ? ascii + 0x20 : ascii);
  }
  return folded;
};

/**
 * The searchable words of a row, one folded segment a line: texts, digits of phones, pinyin initials of short texts. Kept lines (by `key/line`
 * among the values) are found as well, so that a search finds a row under every living revision.
 */
export const searchText = (table: Pick<CompiledTable, 'fields'>, values: Values, pinyin: Pinyin): string => {
  const segments = new Set<string>();
  const add = ({ name }: FieldType, value: Value | undefined): void => {
    if (typeof value !== 'string') return;
    segments.add(foldForSearch(value.slice(0, longest)));
    if (name === 'phone') segments.add(phoneDigits(value));
    if (name === 'text') segments.add(initialsOf(value, pinyin));
  };
  for (const field of table.fields) {
    if (field.type.searchable) add(field.type, values[field.key]);
    for (const line of field.kept) if (line.type.searchable) add(line.type, values[lineName(field.key, line.line)]);
  }
  segments.delete('');
  return [...segments].join('\n');
};

/** First letters of the sounds of a text: 云峪谷茶业 → yygcy; '' where no character has a sound. */
export const initialsOf = (text: string, pinyin: Pinyin): string => {
  let sounded = false;
  let letters = '';
  for (const character of text.slice(0, 60)) {
    const sound = pinyin(character);
    if (sound !== '') sounded = true;
    letters += sound === '' ? foldForSearch(character) : sound.charAt(0);
  }
  return sounded ? letters : '';
};

const [newline, blank, bar] = [10, 32, 124];
const decoder = new TextDecoder('utf-16le');
let room = new Uint16Array(8192);

/** How many units the character at a place takes; no lone surrogate is left in folded text. */
const widthAt = (text: string, at: number): number => ((text.charCodeAt(at) & 0xfc00) === 0xd800 ? 2 : 1);

/** Overlapping pairs of characters and the last single one, segment by segment, as the full-text index holds them. Written unit by unit: a tenth of an import is this. */
export const searchTokens = (text: string): string => {
  if (room.length < text.length * 3 + 2) room = new Uint16Array(text.length * 6);
  let end = 0;
  for (let at = 0; at < text.length;) {
    if (text.charCodeAt(at) === newline) {
      room[end++] = bar;
      room[end++] = blank;
      at += 1;
      continue;
    }
    const next = at + widthAt(text, at);
    const beyond = next < text.length && text.charCodeAt(next) !== newline ? next + widthAt(text, next) : next;
    for (let unit = at; unit < beyond; unit += 1) room[end++] = text.charCodeAt(unit);
    room[end++] = blank;
    at = next;
  }
  room[end++] = bar;
  return decoder.decode(room.subarray(0, end));
};

/** Stands between segments so that no phrase reaches over two of them. */
export const segmentEnd = '|';

/** The full-text expression that finds a folded fragment; undefined when nothing of it can be searched. */
export const searchPhrase = (fragment: string): string | undefined => {
  const characters = [...fragment];
  if (characters.length === 0) return undefined;
  if (characters.length === 1) return `"${characters[0]}" *`;
  const pairs = characters.slice(0, -1).map((character, at) => character + (characters[at + 1] ?? ''));
  return `"${pairs.join(' ')}"`;
};

/** Orders Chinese by sound: every sounded character becomes its pinyin, ties broken by the character itself. */
export const sortKey = (text: string, pinyin: Pinyin): string => {
  const first = text.slice(0, 16);
  let sounds = '';
  for (const character of first) sounds += `${sounds === '' ? '' : ' '}${pinyin(character) || character.normalize('NFKC').toLowerCase()}`;
  return `${sounds}\u0001${first}`;
};
