import type { FieldType } from '#core/field/contract.ts';
import { checkOptions, judgeRetired, optionNamed, optionSchema, optionsOf, optionWordsOf } from '#core/field/option-rules.ts';
import { textFromColumn, textToColumn } from '#core/field/text-rules.ts';
import { ok, pointer, problem, refused } from '#core/problem.ts';

/** One option by its stable id; the typed text of 其他 lives in the sibling field `<key>_other`. */
export const choice: FieldType = {
  name: 'choice',
  json: 'string',
  storage: 'text',
  ordering: 'option',
  keywords: ['oneOf', 'x-other', 'default', 'x-option-set'],
  operators: ['is', 'is-not', 'any-of', 'empty', 'filled'],
  searchable: false,
  schema: (field, purpose) => optionSchema(field, purpose),
  clean: (value) => value,
  parse: (source, field) => {
    if (source.trim() === '') return ok(null);
    const option = optionNamed(field, source);
    return option ? ok(option.const) : refused(problem('unknown-option', '', { text: source }));
  },
  format: (value, field, lookup) => {
    const option = optionsOf(field).find((candidate) => candidate.const === value);
    return option ? optionWordsOf(option, field, lookup.language) : typeof value === 'string' ? value : '';
  },
  judge: (value, field) => (typeof value === 'string' ? judgeRetired([value], field) : []),
  check: (field) => {
    const others = optionsOf(field).filter((option) => option['x-other-option'] === true);
    const wrong = field['x-other'] === true ? others.length !== 1 : others.length > 0;
    return [...checkOptions(field), ...(wrong ? [problem('other-option', pointer('x-other'))] : [])];
  },
  toColumn: textToColumn,
  fromColumn: textFromColumn,
};
