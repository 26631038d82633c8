import { hasDecimals } from '#core/field/number-rules.ts';
import type { Value } from '#core/definition/definition.ts';

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 20 });
const amount = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 1234567.5 as 1,234,567.5; `digits` fixes the decimals. A text that is no number stays as it is. */
export const numberText = (value: Value, digits?: number): string => {
  if (typeof value !== 'number') return typeof value === 'string' ? value : '';
  if (digits === undefined || !hasDecimals(value, digits)) return grouped.format(value);
  return new Intl.NumberFormat('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
};

/** Yuan with two decimals; an amount with more keeps them, so that a mistake is seen. */
export const moneyText = (value: Value): string =>
  typeof value === 'number' && hasDecimals(value, 2) ? amount.format(value) : numberText(value);
