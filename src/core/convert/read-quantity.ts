import { readChineseNumeral } from '#core/convert/chinese-numeral.ts';
import { parseNumber } from '#core/field/number-rules.ts';
import { moveDecimal } from '#core/field/percent.ts';

/** A number read from words. `exact`: nothing but signs of money, thousands and 万 stood around it. */
export interface Quantity {
  readonly value: number;
  readonly percent: boolean;
  readonly exact: boolean;
}

const before = /^(?:大约|大概|约|将近|接近|近|估计|至少|超过|超|不到|不足|最多|[~≈><≥≤]=?)/;
const after = /(?:左右|上下|以上|以下|以内|多|余|\+|人民币|人|个|家|名|位|件|台|套|次|天|岁|平方米|平米)$/;
const longest = 60;

/** 1.2万 · ¥12,000.50元 · 50% · 五十 · 约五十 · 100+ · 30人左右; undefined where the words hold no one number (100-200, 见名片). */
export const readQuantity = (words: string): Quantity | undefined => {
  let rest = words.normalize('NFKC').replaceAll(/\s/g, '');
  if (rest === '' || rest.length > longest) return undefined;
  for (let exact = true; rest !== ''; exact = false) {
    const read = readExactly(rest);
    if (read) return { ...read, exact };
    const bare = rest.replace(before, '').replace(after, '');
    if (bare === rest) return undefined;
    rest = bare;
  }
  return undefined;
};

const readExactly = (text: string): Pick<Quantity, 'value' | 'percent'> | undefined => {
  const percent = text.endsWith('%');
  const plain = parseNumber(percent ? text.slice(0, -1) : text);
  if (plain.ok && typeof plain.value === 'number') return { value: percent ? moveDecimal(plain.value, -2) : plain.value, percent };
  const spelled = readChineseNumeral(text.replace(/元$/, ''));
  return spelled === undefined ? undefined : { value: spelled, percent: false };
};
