import { hasDecimals } from '#core/field/number-rules.ts';
import type { Value } from '#core/definition/definition.ts';

/** A browser reads its tables of the world's languages for its first formatter, which a list waits for: made only for what is spelled with an exponent. */
let formatter: Intl.NumberFormat | undefined;
const spellOut = (value: number): string => (formatter ??= new Intl.NumberFormat('en', { maximumFractionDigits: 100 })).format(value);

const group = (plain: string): string => {
  const [whole = '', decimals] = plain.split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
};

/** 1234567.5 as 1,234,567.5; `digits` fixes the decimals. A text that is no number stays as it is. */
export const numberText = (value: Value, digits?: number): string => {
  if (typeof value !== 'number') return typeof value === 'string' ? value : '';
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) return spellOut(value);
  if (digits !== undefined && hasDecimals(value, digits)) return group(value.toFixed(digits));
  const plain = String(value);
  return plain.includes('e') ? spellOut(value) : group(plain);
};

/** Yuan with two decimals; an amount with more keeps them, so that a mistake is seen. */
export const moneyText = (value: Value): string =>
  typeof value === 'number' && hasDecimals(value, 2) ? numberText(value, 2) : numberText(value);
