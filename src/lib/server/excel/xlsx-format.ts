import { attribute, elements } from '#server/excel/xml-scan.ts';

/** What a number format makes of a number. */
export type FormatKind = 'general' | 'date' | 'clock' | 'percent' | 'money' | 'text';

const isDateId = (id: number): boolean => (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
const isClockId = (id: number): boolean => (id >= 18 && id <= 21) || (id >= 45 && id <= 47);
const isMoneyId = (id: number): boolean => (id >= 5 && id <= 8) || id === 42 || id === 44;

/** Kind of a format by its number or its code, for example `yyyy"年"m"月"`, `¥#,##0.00`, `0.0%`. */
export const formatKind = (id: number, code: string): FormatKind => {
  if (code === '') return builtInKind(id);
  const section = code.split(';')[0] ?? '';
  const currency = /[¥￥€£]|"?(?:RMB|CNY)"?|\[\$[^\]-]+|\$(?!-)/i.test(section.replaceAll(/\[\$-[^\]]*\]/g, ''));
  const bare = section.replaceAll(/"[^"]*"|\\.|_.|\*./g, '').replaceAll(/\[[^\]]*\]/g, (mark) => (/^\[[hms]+\]$/i.test(mark) ? 'h' : ''));
  if (/general/i.test(bare)) return 'general';
  if (bare.includes('%')) return 'percent';
  if (/[yd年月日]/i.test(bare)) return 'date';
  if (/[hs时]/i.test(bare) || /m/i.test(bare)) return /[hs时]/i.test(bare) ? 'clock' : 'date';
  if (bare.trim() === '@') return 'text';
  return currency ? 'money' : 'general';
};

const builtInKind = (id: number): FormatKind => {
  if (isDateId(id)) return 'date';
  if (isClockId(id)) return 'clock';
  if (id === 9 || id === 10) return 'percent';
  if (isMoneyId(id)) return 'money';
  return id === 49 ? 'text' : 'general';
};

/** Kind of format per cell style, from styles.xml. */
export const readFormats = (styles: string): readonly FormatKind[] => {
  const codes = new Map(elements(styles, 'numFmt').map((tag) => [Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode')]));
  const formats = elements(styles, 'cellXfs')[0] ?? '';
  return (formats.match(/<(?:\w+:)?xf(?=[\s/>])[^>]*>/g) ?? []).map((tag) => {
    const id = Number(attribute(tag, 'numFmtId'));
    return formatKind(id, codes.get(id) ?? '');
  });
};
