import { lineKind, type LineKind } from '#core/compile/cell-line.ts';
import { clean, lossy, type Conversion, type Conversions, type Converting, type Source } from '#core/convert/conversion.ts';
import { toDate } from '#core/convert/to-date.ts';
import { toDatetime } from '#core/convert/to-datetime.ts';
import { toLookup } from '#core/convert/to-lookup.ts';
import { toNumber } from '#core/convert/to-number.ts';
import { toChoice, toMultiChoice } from '#core/convert/to-option.ts';
import { toText } from '#core/convert/to-text.ts';
import type { FieldSchema, Value } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import { fieldTypes } from '#core/field/registry.ts';

const conversions: Readonly<Record<LineKind, Conversions>> = {
  text: toText,
  serial: toText,
  number: toNumber,
  money: toNumber,
  date: toDate,
  datetime: toDatetime,
  choice: toChoice,
  'multi-choice': toMultiChoice,
  'yes-no': toLookup,
  member: toLookup,
  region: toLookup,
};

/** The two forms of a field whose type changes. */
export interface LineChange {
  readonly from: FieldSchema;
  readonly to: FieldSchema;
}

/**
 * A value of one line in the form of another. Within a kind values stay as they are. The words are those of the tables' own language,
 * whoever asks. What is clean converts back to the same value; words of text may only be spelled otherwise (1.2万 → 12000).
 */
export const convertValue = (value: Value, { from, to }: LineChange, { lookup, mappings }: Converting): Conversion => {
  if (value === null || lineKind(from) === lineKind(to)) return clean(value);
  const home: Lookup = lookup.language === 'zh-CN' ? lookup : { ...lookup, language: 'zh-CN' };
  const convert = conversions[lineKind(to)];
  const source = sourceOf(value, from, home);
  const mapped = mappings !== undefined && Object.hasOwn(mappings, source.words) ? mappings[source.words] : undefined;
  if (mapped !== undefined) return readMapped(mapped, to, home) ?? convert(source, to, home);
  const made = convert(source, to, home);
  if (made.kind !== 'clean' || lineKind(from) === 'text') return made;
  const back = conversions[lineKind(from)](sourceOf(made.value, to, home), from, home);
  return back.kind === 'clean' && sameMeaning(back.value, value) ? made : lossy(made.value);
};

const plainText: FieldSchema = { title: '', type: 'string', 'x-type': 'text' };

/** What the manager said the words mean; '' says that they mean nothing. */
const readMapped = (words: string, to: FieldSchema, lookup: Lookup): Conversion | undefined => {
  if (words.trim() === '') return clean(null);
  const made = conversions[lineKind(to)]({ value: words, schema: plainText, words }, to, lookup);
  return made.kind === 'failing' ? undefined : clean(made.value);
};

const sourceOf = (value: Value, schema: FieldSchema, lookup: Lookup): Source => {
  const words = fieldTypes[schema['x-type']].format(value, schema, lookup);
  return { value, schema, words: words === '' && value !== null ? String(value) : words };
};

const sameMeaning = (one: Value, other: Value): boolean => {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((id: string) => other.includes(id));
};
