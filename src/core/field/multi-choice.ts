import type { FieldSchema, Value } from '#core/definition/definition.ts';
import type { FieldType } from '#core/field/contract.ts';
import { checkOptions, judgeRetired, optionNamed, optionSchema, optionsOf, optionWordsOf } from '#core/field/option-rules.ts';
import { ok, problem, refused } from '#core/problem.ts';

const isIds = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');

/** Several options by id, kept in the manager's order of options; none chosen is unset. */
export const multiChoice: FieldType = {
  name: 'multi-choice',
  json: 'array',
  storage: 'json',
  ordering: 'column',
  keywords: ['items', 'uniqueItems', 'minItems', 'maxItems', 'default', 'x-option-set'],
  operators: ['has-any', 'has-all', 'empty', 'filled'],
  searchable: false,
  schema: (field, purpose) => ({
    uniqueItems: true,
    items: { type: 'string', ...optionSchema(field, purpose) },
    ...(field.minItems === undefined ? {} : { minItems: field.minItems }),
    ...(field.maxItems === undefined ? {} : { maxItems: field.maxItems }),
  }),
  clean: (value) => (Array.isArray(value) && value.length === 0 ? null : value),
  parse: (source, field) => {
    const ids: string[] = [];
    for (let rest = splitKeeping(source); rest.length > 0;) {
      const found = longestWord(rest, field);
      if (!found) return refused(problem('unknown-option', '', { text: rest[0]?.trim() ?? '' }));
      ids.push(found.id);
      rest = rest.slice(found.length);
    }
    return ids.length === 0 ? ok(null) : ok([...new Set(ids)]);
  },
  format: (value, field, lookup) =>
    isIds(value)
      ? value
          .map((id) => optionsOf(field).find((option) => option.const === id))
          .map((option, index) => (option ? optionWordsOf(option, field, lookup.language) : (value[index] ?? '')))
          .join('、')
      : '',
  judge: (value, field) => (isIds(value) ? judgeRetired(value, field) : []),
  check: checkOptions,
  toColumn: (value) => (isIds(value) && value.length > 0 ? JSON.stringify(value) : null),
  fromColumn: (stored): Value => (isIds(stored) && stored.length > 0 ? stored : null),
};

/** Words at the even places, what stood between them at the odd ones; blank words are left out at the beginning and the end. */
const splitKeeping = (source: string): readonly string[] => {
  const parts = source.split(/([、,，;；|\n])/);
  const first = parts.findIndex(isWord);
  return first < 0 ? [] : parts.slice(first, parts.findLastIndex(isWord) + 1);
};

const isWord = (part: string, at: number): boolean => at % 2 === 0 && part.trim() !== '';

/** The option that the most of the following words name together: titles such as 农、林、牧、渔业 hold signs that part words. */
const longestWord = (parts: readonly string[], field: FieldSchema): { readonly id: string; readonly length: number } | undefined => {
  for (let end = Math.min(parts.length, mostParts); end > 0; end -= 2) {
    const option = optionNamed(field, parts.slice(0, end).join(''));
    if (option) return { id: option.const, length: nextWord(parts, end) };
  }
  return undefined;
};

/** Odd: nine words with what stands between them. */
const mostParts = 17;

const nextWord = (parts: readonly string[], from: number): number => {
  const next = parts.findIndex((part, at) => at >= from && isWord(part, at));
  return next < 0 ? parts.length : next;
};

/** The parts of a cell that holds several words: 、，；| or a line break between them. */
export const splitWords = (source: string): readonly string[] =>
  source
    .split(/[、,，;；|\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
