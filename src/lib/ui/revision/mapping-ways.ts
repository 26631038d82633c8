import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledField } from '#core/compile/compiled-table.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import { optionsOf } from '#core/field/option-rules.ts';

/** Ways to settle many failing texts at once. Every proposal stands in the list before it is tried. */
export type Way = 'trim' | 'number' | 'options';

const around = /^[\s"'“”‘’()（）[\]【】<>《》:：;；,，、。.·~～*-]+|[\s"'“”‘’()（）[\]【】<>《》:：;；,，、。.·~～*]+$/gu;
const firstNumber = /-?\d[\d,]*(?:\.\d+)?/;

/** Which ways fit the type a field gets. */
export const waysFor = ({ 'x-type': type }: FieldSchema): readonly Way[] => {
  if (type === 'choice' || type === 'multi-choice') return ['trim', 'options'];
  return ['number', 'money', 'percent'].includes(type) ? ['trim', 'number'] : ['trim'];
};

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s/gu, '');

/** The one option whose title contains the text or is contained in it; several say nothing. */
const nearOption = (text: string, schema: FieldSchema): string | undefined => {
  const wanted = folded(text);
  const near = optionsOf(schema).filter((option) => {
    const title = folded(option.title);
    return option.deprecated !== true && wanted !== '' && (title.includes(wanted) || wanted.includes(title));
  });
  return near.length === 1 ? near[0]?.const : undefined;
};

/** What a way makes of one text; undefined where it finds nothing that the field can hold. */
export const proposeValue = (way: Way, text: string, { field, lookup }: { field: CompiledField; lookup: Lookup }): string | undefined => {
  if (way === 'options') {
    return nearOption(text, field.schema);
  }
  const tidy = way === 'trim' ? text.replaceAll(around, '') : (firstNumber.exec(text.normalize('NFKC'))?.[0] ?? '');
  if (tidy === '' || (way === 'trim' && tidy === text)) return undefined;
  const parsed = field.type.parse(tidy, field.schema, lookup);
  return parsed.ok && parsed.value !== null ? tidy : undefined;
};

/** Every text a way settles. */
export const proposeAll = (
  way: Way,
  texts: readonly string[],
  seat: { field: CompiledField; lookup: Lookup },
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    texts.flatMap((text): [string, string][] => {
      const value = proposeValue(way, text, seat);
      return value === undefined ? [] : [[text, value]];
    }),
  );

/** The fields of the document that is tried, by key. */
export const compiledFields = (definition: Definition): ReadonlyMap<string, CompiledField> =>
  new Map(compileTable(definition, 1).fields.map((field) => [field.key, field]));
