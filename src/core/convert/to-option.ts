import { clean, failing, lossy, type Conversions } from '#core/convert/conversion.ts';
import type { FieldSchema, Option } from '#core/definition/definition.ts';
import { splitWords } from '#core/field/multi-choice.ts';
import { optionNamed, optionsOf } from '#core/field/option-rules.ts';

const squeezed = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}+]/gu, '');

/** By title, then id, then title without blanks and signs. Retired options are found too: what stands stays readable. */
const findOption = (to: FieldSchema, word: string): Option | undefined => {
  const named = optionNamed(to, word);
  if (named) return named;
  const bare = squeezed(word);
  const alike = bare === '' ? [] : optionsOf(to).filter((option) => squeezed(option.title) === bare);
  return alike.length === 1 ? alike[0] : undefined;
};

const titleOf = (from: FieldSchema, id: string): string => optionsOf(from).find((option) => option.const === id)?.title ?? id;

/** What an option of one field is in another: by its title, then by its id. */
const sameOption = (id: string, from: FieldSchema, to: FieldSchema): Option | undefined =>
  findOption(to, titleOf(from, id)) ?? optionsOf(to).find((option) => option.const === id);

/** One option; of several chosen ones the first that is found. */
export const toChoice: Conversions = ({ value, schema, words }, to) => {
  if (!Array.isArray(value)) {
    const option = typeof value === 'string' && schema.oneOf ? sameOption(value, schema, to) : findOption(to, words);
    return option ? clean(option.const) : failing;
  }
  const ids: readonly string[] = value;
  const found = ids.flatMap((id) => sameOption(id, schema, to)?.const ?? []);
  const [first] = found;
  if (first === undefined) return failing;
  return ids.length === 1 ? clean(first) : lossy(first);
};

/** Every option the words name; unknown words beside known ones are lost. */
export const toMultiChoice: Conversions = ({ value, schema, words }, to) => {
  if (typeof value === 'string' && schema.oneOf) {
    const option = sameOption(value, schema, to);
    return option ? clean([option.const]) : failing;
  }
  const whole = findOption(to, words);
  if (whole) return clean([whole.const]);
  const parts = splitWords(words).flatMap((word) => (findOption(to, word) ? [word] : slashed(word)));
  const ids = [...new Set(parts.flatMap((word) => findOption(to, word)?.const ?? []))];
  if (ids.length === 0) return failing;
  return parts.every((word) => findOption(to, word)) ? clean(ids) : lossy(ids);
};

/** Blanks and slashes part words only where the whole is none. */
const slashed = (word: string): readonly string[] => word.split(/[\s/／\\]+/).filter((part) => part !== '');
