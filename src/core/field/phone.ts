import type { FieldType } from '#core/field/contract.ts';
import { cleanText, textFromColumn, textOperators, textToColumn } from '#core/field/text-rules.ts';
import { ok } from '#core/problem.ts';

const shape = '^\\s*$|^\\s*(?=\\S.{3,23}\\S\\s*$)(?=.*[0-9])(?:[0-9+()# -]|转|[eE][xX][tT])+\\s*$';

/** 5 to 25 characters once trimmed, otherwise kept as typed; compared and found by its digits. Prefixes are not judged (definition.md, Values). */
export const phone: FieldType = {
  name: 'phone',
  json: 'string',
  storage: 'text',
  ordering: 'column',
  keywords: ['x-unique'],
  operators: textOperators,
  searchable: true,
  schema: () => ({ allOf: [{ pattern: shape, 'x-problem': 'phone' }] }),
  clean: cleanText,
  parse: (source) =>
    ok(
      cleanText(
        source
          .normalize('NFKC')
          .replaceAll(/[‐-―−]/g, '-')
          .replaceAll(/\s+/g, ' '),
      ),
    ),
  format: (value) => (typeof value === 'string' ? value : ''),
  toColumn: textToColumn,
  fromColumn: textFromColumn,
};

/** The digits of a phone, the form in which two phones are compared. */
export const phoneDigits = (value: string): string => value.replaceAll(/[^0-9]/g, '');
