import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { recordSchema } from '#core/compile/record-schema.ts';
import type { JsonSchema } from '#core/field/contract.ts';
import { optionsOf } from '#core/field/option-rules.ts';

/** `group_customer` → `GroupCustomer`. */
export const typeName = (key: string): string =>
  key
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

/**
 * The schema of a table's rows as a generator of types wants it: English names, titles moved into descriptions (a Chinese title would
 * become NoName1), ids of options as literals, and nothing that types cannot say.
 */
export const typesSource = (table: CompiledTable, purpose: 'create' | 'record'): JsonSchema => {
  const fields = table.fields.filter((field) => purpose === 'record' || field.schema.readOnly !== true);
  const { required } = recordSchema(table, purpose);
  return {
    title: typeName(table.key) + (purpose === 'create' ? 'New' : ''),
    description: inComment(table.definition.title),
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.key, { ...typeOf(field, purpose), description: wordsOf(field) }])),
    required,
    additionalProperties: false,
  };
};

const typeOf = (field: CompiledField, purpose: 'create' | 'record'): JsonSchema => {
  const options = optionsOf(field.schema).filter((option) => purpose === 'record' || option.deprecated !== true);
  const ids = options.map((option) => option.const);
  const nullable = field.required ? [] : [null];
  if (field.type.json === 'array')
    return { type: ['array', ...nullable.map(() => 'null')], items: ids.length > 0 ? { enum: ids } : { type: 'string' } };
  if (ids.length > 0) return { enum: [...ids, ...nullable] };
  return { type: field.required ? field.type.json : [field.type.json, 'null'] };
};

const wordsOf = ({ schema }: CompiledField): string =>
  inComment(schema.description === undefined ? schema.title : `${schema.title}: ${schema.description}`);

const inComment = (text: string): string => text.replaceAll('*/', '* /');
