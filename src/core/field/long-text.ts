import type { FieldType } from '#core/field/contract.ts';
import { cleanText, forbiddenInLongText, textFromColumn, textToColumn, withoutForbidden } from '#core/field/text-rules.ts';
import { ok } from '#core/problem.ts';

export const maxLongTextLength = 20000;

/** Several lines of text; tab and newline are its only control characters. Lengths count code points as given. */
export const longText: FieldType = {
  name: 'long-text',
  json: 'string',
  storage: 'text',
  ordering: 'column',
  keywords: ['maxLength', 'default'],
  operators: ['contains', 'starts', 'is', 'is-not', 'empty', 'filled'],
  searchable: true,
  schema: (field) => ({
    allOf: [withoutForbidden(forbiddenInLongText), { maxLength: field.maxLength ?? maxLongTextLength, 'x-problem': 'too-long' }],
  }),
  clean: cleanText,
  parse: (source) => ok(cleanText(source.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]+/gu, ' '))),
  format: (value) => (typeof value === 'string' ? value : ''),
  toColumn: textToColumn,
  fromColumn: textFromColumn,
};
