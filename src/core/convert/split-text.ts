import type { FieldFill } from '#core/definition/definition.ts';

/** Where a text is cut: pieces and the separators between them, in turn; together they are the text again. */
export interface SplitText {
  readonly parts: readonly string[];
  readonly seams: readonly string[];
}

/** What an order takes out of a text; `words` is '' where the text holds no such part, `more`: something stands behind the part. */
export interface TakenPart {
  readonly words: string;
  readonly more: boolean;
}

const widthShift = 0xfee0;

/** A separator in its half and its full width (，and ,), since sheets mix them. */
const bothWidths = (character: string): string => {
  const code = character.charCodeAt(0);
  const ascii = code > 0xff00 && code < 0xff5f ? code - widthShift : code;
  const escaped = (unit: number): string => `\\u${unit.toString(16).padStart(4, '0')}`;
  return ascii > 0x20 && ascii < 0x7f
    ? `[${escaped(ascii)}${escaped(ascii + widthShift)}]`
    : `\\u{${character.codePointAt(0)?.toString(16) ?? '0'}}`;
};

const cutter = (by: string): RegExp => {
  if (by.trim() === '') return /[\r\n]/.test(by) ? /[\r\n]\s*/gu : /\s+/gu;
  return new RegExp([...by].map(bothWidths).join(''), 'gu');
};

/** Cuts the trimmed text at every separator; blanks and line ends count once however many stand together. */
export const splitText = (text: string, by: string): SplitText => {
  const whole = text.trim();
  const [parts, seams]: [string[], string[]] = [[], []];
  let from = 0;
  for (const seam of whole.matchAll(cutter(by))) {
    parts.push(whole.slice(from, seam.index));
    seams.push(seam[0]);
    from = seam.index + seam[0].length;
  }
  return { parts: [...parts, whole.slice(from)], seams };
};

const digit = '[0-9０-９]';
const gap = '[ \\u3000\\-－‐-―−]?';
/** Mobile numbers in the usual groups, landlines with area code and extension, 400 and 800 numbers, others with a country code. */
const phones = new RegExp(
  [
    `(?<!${digit})(?:(?:[+＋]|00|００)?(?:86|８６)${gap})?[1１][3-9３-９]${digit}${gap}(?:${digit}${gap}){7}${digit}(?!${digit})`,
    `(?<!${digit})[(（]?[0０]${digit}{2,3}[)）]?${gap}${digit}{7,8}(?:${gap}(?:转|[eE][xX][tT]\\.?|[-－])\\s?${digit}{1,6})?(?!${digit})`,
    `(?<!${digit})[48４８][0０]{2}${gap}${digit}{3,4}${gap}${digit}{3,4}(?!${digit})`,
    `[+＋]${digit}{1,3}(?:${gap}${digit}){6,12}(?!${digit})`,
  ].join('|'),
  'gu',
);

/** Signs that stood between a number and the words around it, and say nothing without it. */
const joints: ReadonlySet<string> = new Set(' \t\r\n\u3000:：,，;；/／、|｜-－');

const withoutJoints = (text: string): string => {
  let [from, to] = [0, text.length];
  while (from < to && joints.has(text.charAt(from))) from += 1;
  while (to > from && joints.has(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
};

const takePhone = (text: string): TakenPart => {
  const [first, ...others] = text.matchAll(phones);
  return { words: first?.[0].trim() ?? '', more: others.length > 0 };
};

const withoutPhones = (text: string): TakenPart => ({
  words: withoutJoints(
    text
      .replaceAll(phones, ' ')
      .replaceAll(/[(（] {0,3}[)）]/gu, ' ')
      .replaceAll(/[ \u3000]+/gu, ' '),
  ),
  more: false,
});

/** Takes the ordered part out of a text, without the blanks around it. */
export const takePart = (text: string, fill: FieldFill): TakenPart => {
  if ('find' in fill) return fill.find === 'phone' ? takePhone(text) : withoutPhones(text);
  const { parts, seams } = splitText(text, fill.by);
  const rest = parts.slice(fill.part);
  const first = parts[fill.part - 1] ?? '';
  if (fill.rest === true)
    return { words: rest.reduce((words, part, at) => words + (seams[fill.part - 1 + at] ?? '') + part, first).trim(), more: false };
  return { words: first.trim(), more: rest.some((part) => part.trim() !== '') };
};
