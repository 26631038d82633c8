import { optionColors, type FieldSchema, type Option } from '#core/definition/definition.ts';
import { splitWords } from '#core/field/multi-choice.ts';
import { fieldKey, type Pinyin } from '#core/transfer/field-key.ts';
import type { ColumnProfile, Kind } from '#core/transfer/profile-column.ts';

const mostOptions = 20;
const longestOption = 40;
const mostListed = 500;
/** Red is left out: in lists it means overdue. */
const palette = optionColors.filter((color) => color !== 'red' && color !== 'gray');

const sameWord = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Words that mean the same (full-width, letter case) are one option; the first spelling stands. */
const distinctWords = (words: Iterable<string>): readonly string[] => {
  const seen = new Map<string, string>();
  for (const word of words) if (word.trim() !== '' && !seen.has(sameWord(word))) seen.set(sameWord(word), word.trim());
  return [...seen.values()];
};

/** Options with stable ids made from the words by pinyin. */
export const optionsOfWords = (words: readonly string[], pinyin: Pinyin): readonly Option[] => {
  const taken = new Set<string>();
  return words.map((title, index) => {
    const id = fieldKey(title, pinyin, taken);
    taken.add(id);
    const color = words.length <= palette.length ? palette[index] : undefined;
    return { const: id, title, ...(color === undefined ? {} : { 'x-color': color }) };
  });
};

/** The workbook's own dropdown list, and behind it the values its rows hold beside the list; null where together they are too many. */
export const listedWords = (list: readonly string[], profile: ColumnProfile): readonly string[] | null => {
  if (profile.overflow) return null;
  const words = distinctWords([...list, ...profile.distinct.keys()]);
  return words.length < 1 || words.length > mostListed || words.some((word) => word.length > 100) ? null : words;
};

const likeData: readonly Kind[] = ['plainly-phone', 'date', 'email', 'url'];

/** Few distinct values that repeat: at most 20, at most 30 % of the filled cells, and not nearly all of them phones, dates or addresses. */
export const repeatedWords = (profile: ColumnProfile): readonly string[] | null => {
  const { counts, distinct, filled } = profile;
  if (profile.overflow || distinct.size > mostOptions * 3 || profile.longest > longestOption || profile.lineBreaks > 0) return null;
  if (likeData.some((kind) => counts[kind] >= filled * 0.9)) return null;
  const words = distinctWords(distinct.keys());
  const few = words.length >= 2 && words.length <= mostOptions && words.length <= filled * 0.3;
  return few && profile.repeats >= 2 ? words : null;
};

/** Few words, several in one cell, parted by 、,，;； or |. */
export const joinedWords = (profile: ColumnProfile, titled: boolean): readonly string[] | null => {
  if (profile.overflow || profile.lineBreaks > 0 || profile.longest > 100 || profile.filled < 3) return null;
  let several = 0;
  let parts = 0;
  const words = new Set<string>();
  for (const [text, count] of profile.distinct) {
    const found = splitWords(text);
    if (found.length === 0) return null;
    if (found.length > 1) several += count;
    parts += found.length * count;
    for (const word of found) words.add(word);
    if (words.size > 60) return null;
  }
  const all = distinctWords(words);
  const short = all.every((word) => word.length <= 12);
  const few = all.length <= (titled ? 40 : mostOptions) && (titled || all.length <= parts * 0.3);
  return several >= profile.filled * 0.1 && short && few && all.length >= 2 ? all : null;
};

export const choiceField = (title: string, options: readonly Option[]): FieldSchema => ({
  title,
  type: 'string',
  'x-type': 'choice',
  oneOf: options,
});

export const multiChoiceField = (title: string, options: readonly Option[]): FieldSchema => ({
  title,
  type: 'array',
  'x-type': 'multi-choice',
  uniqueItems: true,
  items: { oneOf: options },
});
