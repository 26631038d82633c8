import type { FieldType } from '#core/field/contract.ts';
import { textFromColumn, textToColumn } from '#core/field/text-rules.ts';
import { ok, problem, refused } from '#core/problem.ts';

/** 省市区 by the code of the deepest level chosen: two, four or six digits (GB/T 2260). */
export const region: FieldType = {
  name: 'region',
  json: 'string',
  storage: 'text',
  ordering: 'column',
  keywords: [],
  operators: ['is', 'is-not', 'starts', 'any-of', 'empty', 'filled'],
  searchable: false,
  schema: () => ({ allOf: [{ pattern: '^[0-9]{2}(?:[0-9]{2}(?:[0-9]{2})?)?$', 'x-problem': 'region' }] }),
  clean: (value) => value,
  parse: (source, _field, lookup) => {
    const text = source.trim();
    if (text === '') return ok(null);
    const code = lookup.regionCode(text);
    return code === undefined ? refused(problem('region', '', { text })) : ok(code);
  },
  format: (value, _field, lookup) => (typeof value === 'string' ? (lookup.regionPath(value)?.join(' / ') ?? value) : ''),
  judge: (value, _field, lookup) =>
    typeof value === 'string' && lookup.regionPath(value) === undefined ? [problem('region', '', { text: value })] : [],
  toColumn: textToColumn,
  fromColumn: textFromColumn,
};
