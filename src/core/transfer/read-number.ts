import { plainText } from '#core/transfer/cell.ts';

export interface ReadNumber {
  readonly value: number;
  /** How it was written: a sign of money, of per cent, or neither. */
  readonly written: 'plain' | 'percent' | 'money';
  /** Decimals of the value itself. */
  readonly digits: number;
}

const shape = /^([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(e[+-]\d{1,3}|(?<=\.\d{1,20})e\d{1,3})?$/i;
const currencyBefore = /^([+-]?)(?:¥|￥|\$|€|£|rmb|cny|人民币)/i;
const unitAfter = /(万元|亿元|万|亿|元整|元|圆)$/;
const exponents: Readonly<Record<string, number>> = { 万元: 4, 万: 4, 亿元: 8, 亿: 8 };

/** Decimals of a finite number as it is written in base ten. */
export const decimalsOf = (value: number): number => {
  const [mantissa = '', exponent = '0'] = String(value).toLowerCase().split('e');
  return Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent));
};

/** Thousands, ¥, 万, %, full-width digits and brackets for minus are understood; null where the text is no number. */
export const readNumber = (text: string): ReadNumber | null => {
  let rest = plainText(text).replaceAll(' ', '');
  if (!/\d/.test(rest) || rest.length > 60) return null;
  const bracketed = /^\((.+)\)$/.exec(rest);
  if (bracketed?.[1] !== undefined) rest = `-${bracketed[1]}`;
  const currency = currencyBefore.test(rest);
  rest = rest.replace(currencyBefore, '$1');
  const unit = unitAfter.exec(rest)?.[1];
  if (unit !== undefined) rest = rest.slice(0, -unit.length);
  const percent = rest.endsWith('%');
  if (percent) rest = rest.slice(0, -1);
  const match = shape.exec(rest);
  if (match === null || (percent && unit !== undefined)) return null;
  const shift = percent ? -2 : unit === undefined ? 0 : (exponents[unit] ?? 0);
  const value = shifted(`${match[1] ?? ''}${(match[2] ?? '').replaceAll(',', '')}`, Number((match[3] ?? 'e0').slice(1)) + shift);
  if (!Number.isFinite(value)) return null;
  return { value, written: percent ? 'percent' : currency || unit !== undefined ? 'money' : 'plain', digits: decimalsOf(value) };
};

/** Moves the decimal point in the text, so that 15.3% is 0.153 and not 0.15300000000000002. */
const shifted = (decimal: string, places: number): number => {
  const [mantissa = '', exponent = '0'] = decimal.split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
};

/** A number without the noise that computing with binary fractions leaves (0.30000000000000004 is 0.3); others are kept to the last digit. */
export const withoutNoise = (value: number): number => {
  if (Number.isInteger(value)) return value;
  const shown = Number(value.toPrecision(15));
  return String(shown).length <= String(value).length - 7 ? shown : value;
};

/** A fraction as the per cent text a person saw: 0.153 → `15.3%`. The point is moved in the text, so that it reads back to the last digit. */
export const percentText = (fraction: number): string => {
  const text = String(withoutNoise(fraction));
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return text.replace(/e(.*)$/, (_, exponent: string) => `e${String(Number(exponent) + 2)}%`);
  const padded = decimals.padEnd(2, '0');
  const hundredths = `${whole}${padded.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = padded.slice(2);
  return `${sign}${hundredths}${rest === '' ? '' : `.${rest}`}%`;
};
