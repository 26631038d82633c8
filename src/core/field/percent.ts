import type { FieldType } from '#core/field/contract.ts';
import { bounds, cleanNumber, judgeDecimals, numberFromColumn, parseNumber } from '#core/field/number-rules.ts';
import { rangeOperators } from '#core/field/text-rules.ts';
import { ok, problem, refused } from '#core/problem.ts';

/** A fraction (0.15) shown as 15%. `x-digits` counts the decimals of the fraction. */
export const percent: FieldType = {
  name: 'percent',
  json: 'number',
  storage: 'json',
  ordering: 'column',
  keywords: ['minimum', 'maximum', 'x-digits', 'default'],
  operators: rangeOperators,
  searchable: false,
  schema: (field) => bounds(field),
  clean: cleanNumber,
  parse: (source) => {
    const text = source.normalize('NFKC').trim();
    if (!text.endsWith('%')) return parseNumber(text);
    const hundredths = parseNumber(text.slice(0, -1));
    if (!hundredths.ok) return hundredths;
    return typeof hundredths.value === 'number' ? ok(moveDecimal(hundredths.value, -2)) : refused(problem('not-a-number', '', { text }));
  },
  format: (value) => (typeof value === 'number' ? `${moveDecimal(value, 2)}%` : ''),
  judge: (value, field) => judgeDecimals(value, field['x-digits']),
  toColumn: (value) => (typeof value === 'number' ? value : null),
  fromColumn: numberFromColumn,
};

/** Shifts the decimal point without binary noise: 0.07 → 7, not 7.000000000000001. */
export const moveDecimal = (value: number, places: number): number => {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
};
