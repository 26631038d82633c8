import type { OptionColor } from '#core/definition/definition.ts';

export interface ComboboxOption {
  readonly id: string;
  readonly title: string;
  readonly color?: OptionColor | undefined;
  /** Shown struck through, cannot be chosen anew. */
  readonly retired?: boolean | undefined;
  /** Pinyin initials of the title, lower case: zhanhui is `zh`. */
  readonly initials?: string | undefined;
  /** A word at the right, such as an address that tells two 张伟 apart. */
  readonly hint?: string | undefined;
  /** Titles above it in a tree, from the top; they are found by the search too. */
  readonly above?: readonly string[] | undefined;
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/** 0 is the best; undefined is no match: the title's beginning, its inside, its initials, the hint. */
const rankOf = (option: ComboboxOption, wanted: string): number | undefined => {
  const title = fold(option.title);
  if (title.startsWith(wanted)) return 0;
  if (title.includes(wanted)) return 1;
  const initials = option.initials ?? '';
  if (initials.startsWith(wanted)) return 2;
  if (initials.includes(wanted)) return 3;
  if (fold(option.hint ?? '').includes(wanted)) return 4;
  return option.above !== undefined && fold([...option.above, option.title].join(pathSign)).includes(pathText(wanted)) ? 5 : undefined;
};

/** Between the titles of a path. */
export const pathSign = ' › ';

const pathText = (wanted: string): string => wanted.split(/\s*[›>]\s*/).join(pathSign);

/** The options that fit what was typed, best first, retired ones last; an empty text keeps the given order. */
export const filterOptions = (options: readonly ComboboxOption[], text: string): readonly ComboboxOption[] => {
  const wanted = fold(text);
  const ranked = options.flatMap((option) => {
    const rank = wanted === '' ? 0 : rankOf(option, wanted);
    return rank === undefined ? [] : [{ option, rank: rank + (option.retired === true ? 10 : 0) }];
  });
  return ranked.sort((one, other) => one.rank - other.rank).map(({ option }) => option);
};

/** The option whose whole title was typed. */
export const exactOption = (options: readonly ComboboxOption[], text: string): ComboboxOption | undefined =>
  options.find((option) => option.retired !== true && fold(option.title) === fold(text));
