import { listSheet } from '#server/excel/xlsx-package.ts';
import { columnLetters } from '#server/excel/xlsx-row.ts';

/** Anything with a dropdown. */
export interface Listed {
  readonly list?: { readonly words: readonly string[]; readonly strict: boolean };
}

export interface PlacedLists<Column> {
  /** The formula of each column's rule. */
  readonly formulas: ReadonlyMap<Column, string>;
  /** Lists too long for a rule, for the hidden sheet. */
  readonly stored: readonly (readonly string[])[];
}

/** Short lists stand in the rule itself; above 255 characters, or with commas or quotes in a word, they go to a very hidden sheet. */
export const placeLists = <Column extends Listed>(columns: readonly Column[]): PlacedLists<Column> => {
  const formulas = new Map<Column, string>();
  const stored: (readonly string[])[] = [];
  for (const column of columns) {
    const words = column.list?.words ?? [];
    if (words.length === 0) continue;
    const inline = words.join(',');
    const fits = inline.length <= 255 && !words.some((word) => /[,"]|^\s|\s$/.test(word));
    const letter = columnLetters(stored.length);
    formulas.set(column, fits ? `"${inline}"` : `${listSheet}!$${letter}$1:$${letter}$${String(words.length)}`);
    if (!fits) stored.push(words);
  }
  return { formulas, stored };
};
