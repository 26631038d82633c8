import type { FieldSchema } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';

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
  readonly long: readonly string[];
}

const folded = (word: string): string => word.normalize('NFKC').trim().toLowerCase();
const longestTitle = 200;

/** Sorts pasted lines before they are added, so that everybody sees what is skipped. */
export const judgePasted = (text: string, schema: FieldSchema): PastedOptions => {
  const there = new Set(optionsOf(schema).map(({ title }) => folded(title)));
  const seen = new Set<string>();
  const sorted: Record<keyof PastedOptions, string[]> = { fresh: [], doubles: [], known: [], long: [] };
  for (const line of pastedLines(text)) {
    const word = folded(line);
    const kind = there.has(word) ? 'known' : seen.has(word) ? 'doubles' : [...line].length > longestTitle ? 'long' : 'fresh';
    sorted[kind].push(line);
    seen.add(word);
  }
  return sorted;
};
