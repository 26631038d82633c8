import { readQuantity } from '#core/convert/read-quantity.ts';
import { splitText, takePart } from '#core/convert/split-text.ts';
import type { FieldFill, FieldTypeName } from '#core/definition/definition.ts';
import { readDay } from '#core/field/date-words.ts';

/** Ways to take a text apart, as the page offers them. */
export const wayKeys = ['blank', 'list', 'slash', 'comma', 'semicolon', 'line', 'phone', 'own'] as const;
export type WayKey = (typeof wayKeys)[number];

/** How one text field is taken apart. */
export interface Cut {
  readonly way: WayKey;
  /** The separator of `own`. */
  readonly own: string;
  readonly count: number;
  /** The last part takes what stands behind it. */
  readonly rest: boolean;
}

export const mostParts = 9;
export const longestSeparator = 8;
const separators: Readonly<Partial<Record<WayKey, string>>> = {
  blank: ' ',
  list: '、',
  slash: '/',
  comma: ',',
  semicolon: ';',
  line: '\n',
};

export const separatorOf = ({ way, own }: Pick<Cut, 'way' | 'own'>): string => separators[way] ?? own;

/** One order for each new field. */
export const ordersOf = (from: string, cut: Cut): readonly FieldFill[] => {
  if (cut.way === 'phone')
    return [
      { from, find: 'no-phone' },
      { from, find: 'phone' },
    ];
  const by = separatorOf(cut);
  return Array.from({ length: cut.count }, (_, at) => ({
    from,
    by,
    part: at + 1,
    ...(cut.rest && at + 1 === cut.count ? { rest: true } : {}),
  }));
};

/** The way an order takes, for whoever looks at it later. */
export const wayOf = (fill: FieldFill): Pick<Cut, 'way' | 'own'> => {
  if ('find' in fill) return { way: 'phone', own: '' };
  const known = wayKeys.find((key) => separators[key] === fill.by);
  return { way: known ?? 'own', own: known === undefined ? fill.by : '' };
};

const share = (texts: readonly string[], fits: (text: string) => boolean): number =>
  texts.length === 0 ? 0 : texts.filter(fits).length / texts.length;
const partsOf = (text: string, by: string): number => splitText(text, by).parts.filter((part) => part.trim() !== '').length;

/** The way that takes most of the texts apart: a phone beside words, else the separator that stands in most of them, a line end rather than a blank. */
export const likelyCut = (texts: readonly string[]): Cut => {
  const from = '';
  const both = share(texts, (text) => (['phone', 'no-phone'] as const).every((find) => takePart(text, { from, find }).words !== ''));
  const ways = [...wayKeys].reverse().flatMap((way) => {
    const by = separators[way];
    return by === undefined ? [] : [{ way, by, share: share(texts, (text) => partsOf(text, by) > 1) }];
  });
  const none: (typeof ways)[number] = { way: 'blank', by: ' ', share: 0 };
  const best = ways.reduce((one, other) => (other.share > one.share ? other : one), none);
  if (both > 0.6 && both >= best.share) return { way: 'phone', own: '', count: 2, rest: false };
  const counts = texts.map((text) => Math.min(partsOf(text, best.by), mostParts)).filter((count) => count > 1);
  const often = (count: number): number => counts.filter((other) => other === count).length;
  const count = counts.reduce((one, other) => (often(other) > often(one) ? other : one), counts[0] ?? 2);
  return { way: best.way, own: '', count, rest: false };
};

/** The type that most of the words of one part have. */
export const likelyType = (words: readonly string[]): FieldTypeName => {
  const filled = words.filter((word) => word !== '');
  const mostly = (fits: (word: string) => boolean): boolean => filled.length > 0 && share(filled, fits) >= 0.8;
  if (mostly((word) => takePart(word, { from: '', find: 'phone' }).words === word)) return 'phone';
  if (mostly((word) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(word))) return 'email';
  if (mostly((word) => readDay(word) !== undefined)) return 'date';
  if (mostly((word) => readQuantity(word)?.exact === true)) return 'number';
  return mostly((word) => word.length <= 200 && !word.includes('\n')) || filled.length === 0 ? 'text' : 'long-text';
};
