import type { Value } from '#core/definition/definition.ts';
import type { FieldType } from '#core/field/contract.ts';
import { checkOptions, judgeRetired, optionNamed, optionSchema, optionsOf, optionTitle } from '#core/field/option-rules.ts';
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
    const words = splitWords(source);
    if (words.length === 0) return ok(null);
    const whole = optionNamed(field, source);
    if (whole) return ok([whole.const]);
    const options = words.map((word) => optionNamed(field, word));
    const unknown = words.find((_, index) => options[index] === undefined);
    if (unknown !== undefined) return refused(problem('unknown-option', '', { text: unknown }));
    return ok([...new Set(options.flatMap((option) => (option ? [option.const] : [])))]);
  },
  format: (value, field, lookup) =>
    isIds(value)
      ? value
          .map((id) => optionsOf(field).find((option) => option.const === id))
          .map((option, index) => (option ? optionTitle(option, lookup.language) : (value[index] ?? '')))
          .join('、')
      : '',
  judge: (value, field) => (isIds(value) ? judgeRetired(value, field) : []),
  check: checkOptions,
  toColumn: (value) => (isIds(value) && value.length > 0 ? JSON.stringify(value) : null),
  fromColumn: (stored): Value => (isIds(stored) && stored.length > 0 ? stored : null),
};

/** The parts of a cell that holds several words: 、，；| or a line break between them. */
export const splitWords = (source: string): readonly string[] =>
  source
    .split(/[、,，;；|\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
