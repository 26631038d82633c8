import type { FieldType } from '#core/field/contract.ts';
import { cleanText, textFromColumn, textOperators, textToColumn } from '#core/field/text-rules.ts';
import { ok } from '#core/problem.ts';

const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?';
const shape = `^\\s*(?:[^\\s@"<>()\\[\\],;:\\\\\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]{1,64}@(?:${label}\\.){1,10}\\p{L}{2,63})?\\s*$`;

/** A mail address; the part after @ may be an international domain. Kept as typed, trimmed. */
export const email: FieldType = {
  name: 'email',
  json: 'string',
  storage: 'text',
  ordering: 'column',
  keywords: ['x-unique'],
  operators: textOperators,
  searchable: true,
  schema: () => ({ allOf: [{ pattern: shape, 'x-problem': 'email' }] }),
  clean: cleanText,
  parse: (source) => ok(cleanText(source.replace('＠', '@').replaceAll(/^(?:mailto:)/gi, ''))),
  format: (value) => (typeof value === 'string' ? value : ''),
  toColumn: textToColumn,
  fromColumn: textFromColumn,
};
