import type { FieldSchema } from '#core/definition/definition.ts';
import type { FieldType } from '#core/field/contract.ts';
import { bounds, cleanNumber, judgeDecimals, parseNumber } from '#core/field/number-rules.ts';
import { rangeOperators } from '#core/field/text-rules.ts';
import { pointer, problem } from '#core/problem.ts';

/** Widest amount in yuan whose 分 are still exact integers. */
export const widestAmount = 10_000_000_000_000;

export const mostCentDigits = 2;

/** Decimals an amount may have: two, or fewer where its field says so. */
export const centDigits = (field: FieldSchema): number => Math.min(mostCentDigits, field['x-digits'] ?? mostCentDigits);

/** Yuan with at most two decimals at the doors; stored as an integer of 分 so that sums are exact. */
export const money: FieldType = {
  name: 'money',
  json: 'number',
  storage: 'json',
  ordering: 'column',
  keywords: ['minimum', 'maximum', 'x-digits', 'default'],
  operators: rangeOperators,
  searchable: false,
  schema: (field) => bounds(field, widestAmount),
  clean: cleanNumber,
  parse: (source) => parseNumber(source),
  format: (value) => (typeof value === 'number' ? value.toFixed(2) : ''),
  judge: (value, field) => judgeDecimals(value, centDigits(field)),
  check: ({ 'x-digits': digits = 0 }) =>
    digits > mostCentDigits ? [problem('number-out-of-range', pointer('x-digits'), { limit: mostCentDigits })] : [],
  toColumn: (value) => (typeof value === 'number' ? toCents(value) : null),
  fromColumn: (stored) => (typeof stored === 'number' ? stored / 100 : null),
};

/** 元 → 分, exact for every amount of at most two decimals within the bounds. */
export const toCents = (yuan: number): number => Math.round(yuan * 100);
