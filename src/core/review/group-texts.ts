import type { TextGroup } from '#core/review/review-facts.ts';

/** What two spellings of one word have in common: width, case, blanks and punctuation do not count. */
export const foldSpelling = (text: string): string => {
  const plain = text.normalize('NFKC').toLowerCase();
  const bare = plain.replace(/[\s\p{P}]+/gu, '');
  return bare === '' ? plain.trim() : bare;
};

/** Groups texts that differ only in spelling; other words for the same thing stay apart, nobody guesses. The most frequent group first. */
export const groupTexts = (counts: Iterable<readonly [text: string, count: number]>): readonly TextGroup[] => {
  const groups = new Map<string, { count: number; readonly texts: [string, number][] }>();
  for (const [text, count] of counts) {
    const key = foldSpelling(text);
    const group = groups.get(key) ?? { count: 0, texts: [] };
    group.count += count;
    group.texts.push([text, count]);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ count, texts }) => {
      const sorted = texts.sort((a, b) => b[1] - a[1] || compare(a[0], b[0])).map(([text]) => text);
      return { label: sorted[0] ?? '', count, texts: sorted };
    })
    .sort((a, b) => b.count - a.count || compare(a.label, b.label));
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
