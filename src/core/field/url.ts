import type { FieldType } from '#core/field/contract.ts';
import { cleanText, textFromColumn, textOperators, textToColumn } from '#core/field/text-rules.ts';
import { ok } from '#core/problem.ts';

const shape = '^\\s*(?:[hH][tT][tT][pP][sS]?://[^\\s<>"\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]{1,2000})?\\s*$';

/** A web address, http or https only, so that a link in a cell can never run script. */
export const url: FieldType = {
  name: 'url',
  json: 'string',
  storage: 'text',
  ordering: 'column',
  keywords: [],
  operators: textOperators,
  searchable: true,
  schema: () => ({ allOf: [{ pattern: shape, 'x-problem': 'url' }] }),
  clean: cleanText,
  parse: (source) => {
    const text = source.trim();
    return ok(cleanText(/^[\w-]+(\.[\w-]+)+(\/|$|\?|:)/.test(text) ? `https://${text}` : text));
  },
  format: (value) => (typeof value === 'string' ? value : ''),
  toColumn: textToColumn,
  fromColumn: textFromColumn,
};
