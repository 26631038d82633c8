import type { Condition } from '#core/condition/condition.ts';
import { conditionToSchema } from '#core/condition/condition-to-schema.ts';
import { idsOf } from '#core/condition/option-limits.ts';
import type { JsonSchema } from '#core/field/contract.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { storableSchema } from '#core/compile/storable-schema.ts';
import { filledText } from '#core/field/text-rules.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';

/** Schema of one value as the verdict judges it; unset (null) passes here, `required` is judged apart. */
export const judgeSchema = (field: CompiledField): JsonSchema => ({
  type: [field.type.json, 'null'],
  ...field.type.schema(field.schema, 'judge'),
});

/**
 * The standard JSON Schema 2020-12 of a table, in which a standard validator agrees with our verdict on a new record
 * (`create`) or on a stored row (`record`), except on the list in docs/json-schema.md, where ours is only stricter.
 */
export const recordSchema = (table: CompiledTable, purpose: 'create' | 'record'): JsonSchema => {
  const fields = table.fields.filter((field) => purpose === 'record' || field.schema.readOnly !== true);
  const always = fields.filter((field) => field.show === undefined);
  const rules = fields.flatMap((field) => conditional(field, purpose, table));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:biaoli:${table.key}:${table.revision}:${purpose}`,
    title: table.definition.title,
    ...(table.definition.description === undefined ? {} : { description: table.definition.description }),
    type: 'object',
    properties: Object.fromEntries(
      fields.map((field) => [
        field.key,
        { ...annotations(field), ...(field.show === undefined ? valueSchema(field, purpose) : plain(storableSchema(field))) },
      ]),
    ),
    required: always.filter((field) => field.required && !hasDefault(field)).map((field) => field.key),
    additionalProperties: false,
    ...(rules.length === 0 ? {} : { allOf: rules }),
  };
};

const hasDefault = (field: CompiledField): boolean => field.schema.default !== undefined || field.schema['x-default'] !== undefined;

const annotations = (field: CompiledField): JsonSchema => ({
  title: field.schema.title,
  ...(field.schema.description === undefined ? {} : { description: field.schema.description }),
  ...(field.schema.default === undefined ? {} : { default: field.schema.default }),
  ...(field.schema.readOnly === true ? { readOnly: true } : {}),
});

const valueSchema = (field: CompiledField, purpose: 'create' | 'record'): JsonSchema => {
  const own = plain(field.type.schema(field.schema, purpose));
  const open = purpose === 'record' || !field.required;
  if (open && own['oneOf'] !== undefined) return { anyOf: [{ type: 'null' }, { type: field.type.json, ...own }] };
  const typed = { type: open ? [field.type.json, 'null'] : field.type.json, ...own };
  return open ? typed : withFilled(field, typed);
};

/** A required value is neither null nor blank, nor an empty list. */
const withFilled = (field: CompiledField, schema: JsonSchema): JsonSchema => {
  if (field.type.json === 'string' && field.type.operators.includes('contains'))
    return { ...schema, allOf: [...listed(schema['allOf']), plain(filledText)] };
  return field.type.json === 'array' ? { ...schema, minItems: Math.max(1, field.schema.minItems ?? 0) } : schema;
};

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What holds only while a field is shown, and what a condition requires; left out where a schema cannot say the condition. */
const conditional = (field: CompiledField, purpose: 'create' | 'record', table: CompiledTable): readonly JsonSchema[] => {
  const absent = purpose === 'create' ? 'default' : 'unset';
  const shown = field.show === undefined ? undefined : conditionToSchema(field.show, table, absent);
  const rules: JsonSchema[] = [];
  if (shown) {
    const required = field.required && purpose === 'create' && !hasDefault(field) ? { required: [field.key] } : {};
    rules.push({ if: shown, then: { properties: { [field.key]: valueSchema(field, purpose) }, ...required } });
  }
  const required = field.require === undefined || purpose === 'record' ? undefined : conditionToSchema(field.require, table, absent);
  if (required && (field.show === undefined || shown)) {
    const when = shown ? { allOf: [shown, required] } : required;
    const filled = withFilled(field, { type: field.type.json });
    rules.push({ if: when, then: { properties: { [field.key]: filled }, ...(hasDefault(field) ? {} : { required: [field.key] }) } });
  }
  return purpose === 'record' || (field.show !== undefined && !shown) ? rules : [...rules, ...limits(field, shown, table)];
};

/** Options of a new record that may only be used while a condition holds; those with the same condition share a rule. */
const limits = (field: CompiledField, shown: JsonSchema | undefined, table: CompiledTable): readonly JsonSchema[] => {
  const ids = new Map<string, { readonly when: Condition; readonly closed: string[] }>();
  for (const { const: id, 'x-when': when } of optionsOf(field.schema)) {
    if (when === undefined) continue;
    const rule = ids.get(JSON.stringify(when)) ?? { when, closed: [] };
    rule.closed.push(id);
    ids.set(JSON.stringify(when), rule);
  }
  return [...ids.values()].flatMap(({ when, closed }) => {
    const open = conditionToSchema(when, table, 'default');
    if (!open) return [];
    const none = { not: field.type.json === 'array' ? { type: 'array', contains: { enum: closed } } : { enum: closed } };
    const defaults = idsOf(field.schema.default ?? null).some((id) => closed.includes(id));
    const then = { properties: { [field.key]: none }, ...(defaults ? { required: [field.key] } : {}) };
    return [{ if: shown ? { allOf: [shown, { not: open }] } : { not: open }, then }];
  });
};

const ours = new Set(['x-problem', 'min', 'max']);

/** The same schema without our own annotations. */
const plain = (schema: JsonSchema): JsonSchema =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => !ours.has(keyword))
      .map(([keyword, value]) => [keyword, nesting.has(keyword) ? plainInside(value) : value]),
  );

const nesting = new Set(['allOf', 'if', 'then', 'items']);

const plainInside = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plainInside);
  return typeof value === 'object' && value !== null ? plain({ ...value }) : value;
};
