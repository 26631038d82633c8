import type { FieldType } from '#core/field/contract.ts';
import { bounds, cleanNumber, judgeDecimals, parseNumber } from '#core/field/number-rules.ts';
import { rangeOperators } from '#core/field/text-rules.ts';

/** Widest amount in yuan whose 分 are still exact integers. */
export const widestAmount = 10_000_000_000_000;

/** Yuan with at most two decimals at the doors; stored as an integer of 分 so that sums are exact. */
export const money: FieldType = {
  name: 'money',
  json: 'number',
  storage: 'json',
  ordering: 'column',
  keywords: ['minimum', 'maximum', 'default'],
  operators: rangeOperators,
  searchable: false,
  schema: (field) => bounds(field, widestAmount),
  clean: cleanNumber,
  parse: (source) => parseNumber(source),
  format: (value) => (typeof value === 'number' ? value.toFixed(2) : ''),
  judge: (value) => judgeDecimals(value, 2),
  toColumn: (value) => (typeof value === 'number' ? toCents(value) : null),
  fromColumn: (stored) => (typeof stored === 'number' ? stored / 100 : null),
};

/** 元 → 分, exact for every amount of at most two decimals within the bounds. */
export const toCents = (yuan: number): number => Math.round(yuan * 100);
