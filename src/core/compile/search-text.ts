import type { Values } from '#core/definition/definition.ts';
import { phoneDigits } from '#core/field/phone.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';

/** Pinyin of one character without tone, '' for what has none. A port: the table of sounds is no part of the core. */
export type Pinyin = (character: string) => string;

const longest = 2000;

/** What is compared: NFKC, lower case, without any blank. */
export const foldForSearch = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Cc}\p{Cs}"]/gu, '');

/** The searchable words of a row, one folded segment a line: texts, digits of phones, pinyin initials of short texts. */
export const searchText = (table: CompiledTable, values: Values, pinyin: Pinyin): string => {
  const segments = new Set<string>();
  for (const field of table.fields) {
    const value = values[field.key];
    if (!field.type.searchable || typeof value !== 'string') continue;
    segments.add(foldForSearch(value.slice(0, longest)));
    if (field.type.name === 'phone') segments.add(phoneDigits(value));
    if (field.type.name === 'text') segments.add(initialsOf(value, pinyin));
  }
  segments.delete('');
  return [...segments].join('\n');
};

/** First letters of the sounds of a text: 云峪谷茶业 → yygcy; '' where no character has a sound. */
export const initialsOf = (text: string, pinyin: Pinyin): string => {
  let sounded = false;
  const letters = [...text.slice(0, 60)].map((character) => {
    const sound = pinyin(character);
    if (sound !== '') sounded = true;
    return sound === '' ? foldForSearch(character) : sound.charAt(0);
  });
  return sounded ? letters.join('') : '';
};

/** Overlapping pairs of characters and the last single one, segment by segment, as the full-text index holds them. */
export const searchTokens = (text: string): string => {
  const tokens: string[] = [];
  for (const segment of text.split('\n')) {
    const characters = [...segment];
    for (let at = 0; at < characters.length; at += 1) tokens.push((characters[at] ?? '') + (characters[at + 1] ?? ''));
    tokens.push(segmentEnd);
  }
  return tokens.join(' ');
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
  const sounds = [...text.slice(0, 16)].map((character) => pinyin(character) || character.normalize('NFKC').toLowerCase());
  return `${sounds.join(' ')}\u0001${text.slice(0, 16)}`;
};
