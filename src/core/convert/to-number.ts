import { clean, failing, lossy, type Conversion, type Conversions } from '#core/convert/conversion.ts';
import { readQuantity } from '#core/convert/read-quantity.ts';
import type { FieldSchema } from '#core/definition/definition.ts';
import { centDigits, widestAmount } from '#core/field/money.ts';
import { cleanNumber, hasDecimals } from '#core/field/number-rules.ts';
import { moveDecimal } from '#core/field/percent.ts';

/** Numbers, per cents and amounts. A bare 50 read as a fraction is 5000 %, so that is told; a lost % sign as well. */
export const toNumber: Conversions = ({ value, words }, to) => {
  if (typeof value === 'number') return fitted(value, to);
  if (typeof value === 'boolean') return fitted(Number(value), to);
  const read = readQuantity(words);
  if (!read) return failing;
  const made = fitted(read.value, to);
  const isPercent = to['x-type'] === 'percent';
  const doubtful = isPercent ? !read.percent && Math.abs(read.value) > 1 : read.percent;
  return made.kind === 'clean' && (doubtful || !read.exact) ? lossy(made.value) : made;
};

/** With no more decimals than the field takes. */
const fitted = (value: number, to: FieldSchema): Conversion => {
  const isMoney = to['x-type'] === 'money';
  if (isMoney && Math.abs(value) > widestAmount) return failing;
  const digits = isMoney ? centDigits(to) : to['x-digits'];
  if (digits === undefined || hasDecimals(value, digits)) return clean(cleanNumber(value));
  const [sign, size] = value < 0 ? [-1, -value] : [1, value];
  return lossy(cleanNumber(sign * moveDecimal(Math.round(moveDecimal(size, digits)), -digits)));
};
