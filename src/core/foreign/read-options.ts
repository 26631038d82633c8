import type { Option } from '#core/definition/definition.ts';
import { foldWord } from '#core/field/option-rules.ts';
import { problem, type Problem } from '#core/problem.ts';
import type { KnownValue } from '#core/foreign/merged-schema.ts';
import { cleanTitle } from '#core/foreign/clean-words.ts';

export const mostOptions = 2000;

export interface ReadOptions {
  readonly options: readonly Option[];
  /** Ids by the JSON text of the value they stand for. */
  readonly ids: ReadonlyMap<string, string>;
  readonly left: readonly Problem[];
}

/** Options of the values a schema admits; null and '' are unset, lists and objects are no options. */
export const readOptions = (values: readonly KnownValue[], path: string): ReadOptions => {
  const left: Problem[] = [];
  const ids = new Map<string, string>();
  const usedIds = new Set<string>();
  const usedTitles = new Set<string>();
  const options = values.flatMap(({ value, title }): readonly Option[] => {
    const json = JSON.stringify(value) ?? '';
    if (value === null || value === '' || ids.has(json)) return [];
    if (typeof value === 'object') {
      left.push(problem('schema-option', path, { value: json.slice(0, 60) }));
      return [];
    }
    const id = unused(optionId(String(value)), usedIds, { gap: '_', as: (word) => word });
    ids.set(json, id);
    return [{ const: id, title: unused(cleanTitle(title) ?? cleanTitle(String(value)) ?? id, usedTitles, { gap: ' ', as: foldWord }) }];
  });
  return { options, ids, left };
};

const longestId = 60;

/** The value itself where it may be an id, else its letters and digits. */
const optionId = (text: string): string => {
  const inner = text
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}_. -]+/gu, '_')
    .replace(/^[. -]+/, (signs) => (/^-\d/.test(text) ? 'minus_' : signs.length > 0 ? '' : signs))
    .slice(0, longestId)
    .replace(/[. -]+$/, '');
  return inner === '' ? 'option' : inner.toWellFormed().replaceAll('\ufffd', '_');
};

interface Telling {
  readonly gap: string;
  readonly as: (word: string) => string;
}

const unused = (word: string, used: Set<string>, { gap, as }: Telling): string => {
  let free = word;
  for (let count = 2; used.has(as(free)); count += 1) free = `${word.slice(0, longestId - 6)}${gap}${count}`;
  used.add(as(free));
  return free;
};
