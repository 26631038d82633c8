import type { FieldType } from '#core/field/contract.ts';
import {
  cleanText,
  filledText,
  forbiddenInLine,
  parseLine,
  textFromColumn,
  textOperators,
  textToColumn,
  trimmedLength,
  withoutForbidden,
} from '#core/field/text-rules.ts';

export const maxTextLength = 1000;

/** One line of text. Lengths count code points of the trimmed text; `pattern` is the manager's, judged in linear time; a blank text is unset and passes. */
export const text: FieldType = {
  name: 'text',
  json: 'string',
  storage: 'text',
  ordering: 'sort-key',
  keywords: ['minLength', 'maxLength', 'pattern', 'default', 'x-unique'],
  operators: textOperators,
  searchable: true,
  schema: (field) => ({
    allOf: [
      withoutForbidden(forbiddenInLine),
      trimmedLength(field.minLength ?? 0, field.maxLength ?? maxTextLength),
      ...(field.pattern === undefined ? [] : [{ if: filledText, then: { pattern: field.pattern, 'x-problem': 'pattern' } }]),
    ],
  }),
  clean: cleanText,
  parse: parseLine,
  format: (value) => (typeof value === 'string' ? value : ''),
  toColumn: textToColumn,
  fromColumn: textFromColumn,
};
