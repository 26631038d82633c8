import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { recordSchema } from '#core/compile/record-schema.ts';
import type { JsonSchema } from '#core/field/contract.ts';

/** `group_customer` → `GroupCustomer`. */
export const typeName = (key: string): string =>
  key
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

const kept = new Set(['type', 'properties', 'required', 'additionalProperties', 'items', 'const', 'enum', 'oneOf', 'anyOf']);

/**
 * The schema of a table's rows as a generator of types wants it: English names, titles moved into descriptions (a Chinese title would
 * become NoName1), and nothing that types cannot say.
 */
export const typesSource = (table: CompiledTable, purpose: 'create' | 'record'): JsonSchema => ({
  ...plainOf(recordSchema(table, purpose)),
  title: typeName(table.key) + (purpose === 'create' ? 'New' : ''),
  description: table.definition.title,
});

const plainOf = (schema: JsonSchema): JsonSchema => {
  const said = [schema['title'], schema['description']].filter((text) => typeof text === 'string').join(': ');
  const entries = Object.entries(schema).filter(([keyword]) => kept.has(keyword));
  return {
    ...Object.fromEntries(entries.map(([keyword, value]) => [keyword, keyword === 'properties' ? eachOf(value) : partOf(value)])),
    ...(said === '' ? {} : { description: said.replaceAll('*/', '* /') }),
  };
};

const isSchema = (part: unknown): part is JsonSchema => typeof part === 'object' && part !== null && !Array.isArray(part);

const partOf = (part: unknown): unknown =>
  Array.isArray(part) ? part.map((item: unknown) => (isSchema(item) ? plainOf(item) : item)) : isSchema(part) ? plainOf(part) : part;

const eachOf = (properties: unknown): unknown =>
  isSchema(properties) ? Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, partOf(value)])) : properties;
