import type { FieldType } from '#core/field/contract.ts';
import { bounds, cleanNumber, judgeDecimals, numberFromColumn, parseNumber } from '#core/field/number-rules.ts';
import { rangeOperators } from '#core/field/text-rules.ts';

/** A JSON number with optional bounds and decimals. */
export const number: FieldType = {
  name: 'number',
  json: 'number',
  storage: 'json',
  ordering: 'column',
  keywords: ['minimum', 'maximum', 'x-digits', 'default', 'x-unique'],
  operators: rangeOperators,
  searchable: false,
  schema: (field) => bounds(field),
  clean: cleanNumber,
  parse: (source) => parseNumber(source),
  format: (value) => (typeof value === 'number' ? String(value) : ''),
  judge: (value, field) => judgeDecimals(value, field['x-digits']),
  toColumn: (value) => (typeof value === 'number' ? value : null),
  fromColumn: numberFromColumn,
};
