import { optionColors, type FieldSchema, type FieldTypeName, type Option } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { splitWords } from '#core/field/multi-choice.ts';
import type { ProposedColumn } from './import-facts.ts';

const jsonTypes: Readonly<Partial<Record<FieldTypeName, FieldSchema['type']>>> = {
  number: 'number',
  money: 'number',
  percent: 'number',
  'yes-no': 'boolean',
  'multi-choice': 'array',
};

const palette = optionColors.filter((color) => color !== 'red' && color !== 'gray');

/** Options for the given words, in their order; a word that was an option before keeps its id. */
export const optionsFor = (words: readonly string[], before: readonly Option[]): readonly Option[] => {
  const distinct = [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))];
  const ids = new Set(before.map((option) => option.const));
  let number = 0;
  const fresh = (): string => {
    do number += 1;
    while (ids.has(`option_${number}`));
    return `option_${number}`;
  };
  return distinct.map((title, at) => {
    const color = distinct.length <= palette.length ? palette[at] : undefined;
    return (
      before.find((option) => option.title === title) ?? { const: fresh(), title, ...(color === undefined ? {} : { 'x-color': color }) }
    );
  });
};

const wordsOf = (column: ProposedColumn, type: FieldTypeName): readonly string[] => {
  const values = column.values.length > 0 ? column.values : column.samples;
  return type === 'multi-choice' ? values.flatMap((value) => splitWords(value)) : values;
};

/** The field of a column under another type; the proposed type brings the proposed field back, choices take their options from the values. */
export const retype = (column: ProposedColumn, type: FieldTypeName, title: string): FieldSchema => {
  const proposed = column.field;
  if (proposed['x-type'] === type) return { ...proposed, title };
  const source = proposed['x-source'] === undefined ? {} : { 'x-source': proposed['x-source'] };
  const plain: FieldSchema = { title, type: jsonTypes[type] ?? 'string', 'x-type': type, ...source };
  if (type === 'date' || type === 'datetime') return { ...plain, format: type === 'date' ? 'date' : 'date-time' };
  if (type === 'serial') return { ...plain, readOnly: true, 'x-serial': { prefix: '', date: '', digits: 6, restart: 'never' } };
  if (type !== 'choice' && type !== 'multi-choice') return plain;
  const known = optionsOf(proposed);
  return withOptions(plain, known.length > 0 ? known : optionsFor(wordsOf(column, type), []));
};

/** The same choice with other options. */
export const withOptions = (field: FieldSchema, options: readonly Option[]): FieldSchema =>
  field['x-type'] === 'multi-choice' ? { ...field, uniqueItems: true, items: { oneOf: options } } : { ...field, oneOf: options };
