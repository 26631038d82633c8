import type { Definition } from '#core/definition/definition.ts';
import { foldWord, optionsOf } from '#core/field/option-rules.ts';

/** Whether another field carries this title, letter case and width aside. */
export const titleTaken = (definition: Definition, title: string, except = ''): boolean =>
  Object.entries(definition.record.properties).some(([key, field]) => key !== except && foldWord(field.title) === foldWord(title));

/** A title that none of the taken ones is, letter case and width aside: 单行文本, 单行文本 2. */
export const freeTitle = (wanted: string, taken: readonly string[]): string => {
  const used = new Set(taken.map(foldWord));
  let title = wanted;
  for (let number = 2; used.has(foldWord(title)); number += 1) title = `${wanted} ${String(number)}`;
  return title;
};

/** Keys that a new field may not have: of fields, of removed ones, and of their 其他 texts, published ones too. */
export const takenKeys = (...definitions: readonly (Definition | undefined)[]): ReadonlySet<string> =>
  new Set(
    definitions.flatMap((definition) =>
      Object.keys({ ...definition?.record.properties, ...definition?.record['x-removed'] }).flatMap((key) => [key, `${key}_other`]),
    ),
  );

/** Ids a new option of a field may not have, the published ones included. */
export const takenOptions = (key: string, ...definitions: readonly (Definition | undefined)[]): ReadonlySet<string> =>
  new Set(
    definitions.flatMap((definition) => {
      const field = definition && Object.hasOwn(definition.record.properties, key) ? definition.record.properties[key] : undefined;
      return field ? optionsOf(field).map((option) => option.const) : [];
    }),
  );

/** Pasted lines as titles: blanks cut off; empty lines, doubles and titles already there are skipped. */
export const newTitles = (
  lines: readonly string[],
  there: readonly string[],
): { readonly taken: readonly string[]; readonly skipped: readonly string[] } => {
  const seen = new Set(there.map(foldWord));
  const taken: string[] = [];
  const skipped: string[] = [];
  for (const line of lines.map((raw) => raw.normalize('NFC').trim()).filter((text) => text !== '')) {
    (seen.has(foldWord(line)) ? skipped : taken).push(line);
    seen.add(foldWord(line));
  }
  return { taken, skipped };
};
