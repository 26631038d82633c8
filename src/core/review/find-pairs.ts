import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { FieldTypeName, Value, Values } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import type { PairFacts } from '#core/review/review-facts.ts';
import { isSameTitle } from '#core/review/same-title.ts';
import { threshold } from '#core/review/threshold.ts';

const texts: ReadonlySet<FieldTypeName> = new Set(['text', 'long-text', 'phone', 'email', 'url']);
/** Two values of a yes-no agree by chance; a serial number is given, not filled. */
const left: ReadonlySet<FieldTypeName> = new Set(['yes-no', 'serial']);

const isComparable = (a: CompiledField, b: CompiledField): boolean => {
  if (texts.has(a.type.name)) return texts.has(b.type.name);
  if (a.type.name !== b.type.name) return false;
  return (a.type.name !== 'choice' && a.type.name !== 'multi-choice') || optionWords(a) === optionWords(b);
};

const optionWords = (field: CompiledField): string =>
  optionsOf(field.schema)
    .map((option) => option.title)
    .sort()
    .join('\n');

interface Reader {
  readonly field: CompiledField;
  /** What is compared, '' where unset; choices by their words. */
  readonly words: readonly string[];
}

const readerOf = (field: CompiledField, sample: readonly Values[]): Reader => {
  const titles = new Map(optionsOf(field.schema).map((option) => [option.const, option.title]));
  const say = (value: Value): string => {
    if (value === null) return '';
    if (Array.isArray(value))
      return value
        .map((id: string) => titles.get(id) ?? id)
        .sort()
        .join('\n');
    const word = String(value);
    return titles.get(word) ?? word.normalize('NFKC').trim().toLowerCase();
  };
  return { field, words: sample.map((values) => say(values[field.key] ?? null)) };
};

/** Pairs of fields that say the same, by title or by value. Tables of very many fields are looked at in the first rows before all. */
export const findPairs = (table: CompiledTable, sample: readonly Values[], sampled: boolean): readonly PairFacts[] => {
  const fields = table.fields.filter((field) => !left.has(field.type.name) && field.otherOf === undefined);
  const readers = fields.map((field) => readerOf(field, sample));
  return readers.flatMap((first, at) =>
    readers.slice(at + 1).flatMap((second) => {
      if (!isComparable(first.field, second.field)) return [];
      const sameTitle = isSameTitle(first.field.schema.title, second.field.schema.title);
      const counted = sameTitle || mayAgree(first, second) ? agreement(first, second) : { both: 0, equal: 0, values: 0 };
      if (!sameTitle && !agrees(counted, first.field)) return [];
      return [{ first: first.field.key, second: second.field.key, sameTitle, both: counted.both, equal: counted.equal, sampled }];
    }),
  );
};

interface Agreement {
  readonly both: number;
  readonly equal: number;
  /** Different values among the equal ones. */
  readonly values: number;
}

const agrees = ({ both, equal, values }: Agreement, field: CompiledField): boolean =>
  both >= threshold.equalRows &&
  equal >= both * threshold.equalShare &&
  values >= (optionsOf(field.schema).length > 0 ? 2 : threshold.equalValues);

const agreement = (first: Reader, second: Reader, upTo = first.words.length): Agreement => {
  const values = new Set<string>();
  let [both, equal] = [0, 0];
  for (let at = 0; at < upTo; at += 1) {
    const [one = '', other = ''] = [first.words[at], second.words[at]];
    if (one === '' || other === '') continue;
    both += 1;
    if (one !== other) continue;
    equal += 1;
    if (values.size <= threshold.equalValues) values.add(one);
  }
  return { both, equal, values: values.size };
};

const firstLook = 300;
/** Most pairs differ at once: what disagrees in the first rows is not read further. */
const mayAgree = (first: Reader, second: Reader): boolean => {
  const { both, equal } = agreement(first, second, Math.min(firstLook, first.words.length));
  return both < threshold.equalRows || equal >= both * (threshold.equalShare - 0.1);
};
