import type { FieldSchema } from '#core/definition/definition.ts';
import { foldWord, optionsOf, optionTitles } from '#core/field/option-rules.ts';

/** Lines of a pasted text, blanks cut off, empty ones out. */
export const pastedLines = (text: string): readonly string[] =>
  text
    .split(/\r\n|[\r\n\t]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What becomes of pasted lines: the new ones, and those that are skipped by reason. */
export interface PastedOptions {
  readonly fresh: readonly string[];
  readonly doubles: readonly string[];
  readonly known: readonly string[];
  /** There, but closed for new use. */
  readonly retired: readonly string[];
  readonly long: readonly string[];
}

const longestTitle = 200;

/** Sorts pasted lines before they are added, so that everybody sees what is skipped. */
export const judgePasted = (text: string, schema: FieldSchema): PastedOptions => {
  const there = new Map(optionsOf(schema).flatMap((option) => optionTitles(option).map((title) => [foldWord(title), option] as const)));
  const seen = new Set<string>();
  const sorted: Record<keyof PastedOptions, string[]> = { fresh: [], doubles: [], known: [], retired: [], long: [] };
  for (const line of pastedLines(text)) {
    const word = foldWord(line);
    const known = there.get(word);
    const standing = known?.deprecated === true ? 'retired' : 'known';
    const kind = known ? standing : seen.has(word) ? 'doubles' : [...line].length > longestTitle ? 'long' : 'fresh';
    sorted[kind].push(line);
    seen.add(word);
  }
  return sorted;
};
