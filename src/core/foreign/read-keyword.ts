import { maxTextLength } from '#core/field/text.ts';
import { pointer } from '#core/problem.ts';
import type { KnownValue, Limits, MergedSchema } from '#core/foreign/merged-schema.ts';
import { isBag, listed, textOf, type Bag } from '#core/foreign/bag.ts';
import { ownFilledRule, ownNot, ownPattern } from '#core/foreign/own-shapes.ts';
import { inside, type Part } from '#core/foreign/schema-part.ts';

export interface Keyword {
  readonly merged: MergedSchema;
  readonly part: Part;
  readonly schema: Bag;
  readonly keyword: string;
  readonly value: unknown;
}

/** Takes one keyword of a schema into what is merged so far; drafts 03 to 2020-12. Annotations we do not use pass. */
export const readKeyword = (given: Keyword): void => {
  const read = readers.get(given.keyword);
  if (read) read(given);
  else if (judging.has(given.keyword)) noteStrange(given);
};

const noteStrange = ({ merged, part, keyword }: Keyword): void => void merged.strange.push({ keyword, path: part.path + pointer(keyword) });

const judging = new Set(
  'contains minContains maxContains propertyNames minProperties maxProperties disallow contentEncoding contentSchema'.split(' '),
);

const child = ({ part, keyword }: Keyword, schema: unknown, ...steps: readonly (string | number)[]): Part =>
  inside(part, schema, part.path + pointer(keyword, ...steps));

const least = (key: keyof Limits, value: unknown, { limits }: MergedSchema): void => {
  if (typeof value === 'number' && value < (limits[key] ?? Infinity)) limits[key] = value;
};
const most = (key: keyof Limits, value: unknown, { limits }: MergedSchema): void => {
  if (typeof value === 'number' && value > (limits[key] ?? -Infinity)) limits[key] = value;
};

const readType = ({ merged, value }: Keyword): void => {
  const names = new Set([value].flat().filter((name) => typeof name === 'string'));
  if (names.size === 0 || names.has('any')) return;
  const { types } = merged;
  const both = types && new Set([...names].flatMap((name) => narrowed(name, types)));
  merged.types = both ?? names;
};

const narrowed = (name: string, types: ReadonlySet<string>): readonly string[] => {
  if (types.has(name)) return [name];
  if (name === 'number' && types.has('integer')) return ['integer'];
  return name === 'integer' && types.has('number') ? ['integer'] : [];
};

const sameJson = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

export const addValues = (merged: MergedSchema, values: readonly KnownValue[]): void => {
  merged.values = merged.values?.filter((known) => values.some((other) => sameJson(known.value, other.value))) ?? values;
};

const readEnum = ({ merged, schema, value }: Keyword): void => {
  const titles = ['enumNames', 'x-enumNames', 'x-enum-varnames', 'x-enum-descriptions'].map((name) => listed(schema[name]));
  const words = titles.find((list) => list.length > 0) ?? [];
  if (Array.isArray(value))
    addValues(
      merged,
      value.map((item: unknown, index) => ({ value: item, title: textOf(words[index]) })),
    );
};

const readProperties = (given: Keyword): void => {
  if (!isBag(given.value)) return;
  for (const [name, schema] of Object.entries(given.value)) {
    const parts = given.merged.properties.get(name) ?? [];
    parts.push(child(given, schema, name));
    given.merged.properties.set(name, parts);
  }
};

const readNeeds = (given: Keyword): void => {
  if (!isBag(given.value)) return;
  for (const [trigger, need] of Object.entries(given.value)) {
    const names = [need].flat().filter((name) => typeof name === 'string');
    const part = isBag(need) ? child(given, need, trigger) : undefined;
    given.merged.needs.push({ path: given.part.path + pointer(given.keyword, trigger), trigger, required: names, part });
  }
};

const readPattern = ({ merged, value, part }: Keyword): void => {
  if (typeof value !== 'string') return;
  const own = ownPattern(value);
  if (own?.kind === 'length') {
    most('minLength', own.min, merged);
    if (own.max < maxTextLength) least('maxLength', own.max, merged);
  } else if (own?.kind === 'type') merged.hint = own.type;
  else if (!own) merged.patterns.push({ pattern: value, path: part.path + pointer('pattern') });
};

const readNot = (given: Keyword): void => {
  const own = ownNot(given.value);
  if (own === undefined) given.merged.nots.push(child(given, given.value));
  else if (own === 'long-text') given.merged.hint = own;
};

const readRule = (given: Keyword): void => {
  const { schema, part, merged, value } = given;
  const pattern = ownFilledRule(value, schema['then']);
  if (pattern !== undefined) return void merged.patterns.push({ pattern, path: part.path + pointer('then', 'pattern') });
  const [then, otherwise] = ['then', 'else'].map((name) =>
    schema[name] === undefined ? undefined : inside(part, schema[name], part.path + pointer(name)),
  );
  if (then || otherwise) merged.rules.push({ path: part.path + pointer('if'), when: child(given, value), then, otherwise });
};

const readBound =
  (key: 'minimum' | 'maximum', strict: 'above' | 'below') =>
  ({ merged, schema, value }: Keyword): void => {
    const isStrict = schema[key === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum'] === true;
    (key === 'minimum' ? most : least)(isStrict ? strict : key, value, merged);
  };

const readAlternation = (given: Keyword): void => {
  const { merged, keyword, value, part } = given;
  if (!Array.isArray(value) || value.length === 0 || (keyword !== 'anyOf' && keyword !== 'oneOf')) return;
  const parts = value.map((branch: unknown, index) => child(given, branch, index));
  merged.alternations.push({ keyword, path: part.path + pointer(keyword), parts });
};

const readItems = (given: Keyword): void => {
  if (Array.isArray(given.value)) given.merged.tuple = true;
  else given.merged.items.push(child(given, given.value));
};

/** Further keys with a schema of their own: there is no field for what has no name. */
const readOpenKeys = (given: Keyword): void => {
  if (isBag(given.value) && Object.keys(given.value).length > 0) noteStrange(given);
};

const readers: ReadonlyMap<string, (given: Keyword) => void> = new Map(
  Object.entries({
    title: ({ merged, value }: Keyword) => void (merged.title ??= textOf(value)),
    description: ({ merged, value }: Keyword) => void (merged.description ??= textOf(value)),
    type: readType,
    nullable: ({ merged, value }: Keyword) => void (merged.nullable ||= value === true),
    enum: readEnum,
    const: ({ merged, value, schema }: Keyword) => addValues(merged, [{ value, title: textOf(schema['title']) }]),
    format: ({ merged, value }: Keyword) => void (merged.format ??= textOf(value)),
    pattern: readPattern,
    minLength: ({ merged, value }: Keyword) => most('minLength', value, merged),
    maxLength: ({ merged, value }: Keyword) => least('maxLength', value, merged),
    minItems: ({ merged, value }: Keyword) => most('minItems', value, merged),
    maxItems: ({ merged, value }: Keyword) => least('maxItems', value, merged),
    minimum: readBound('minimum', 'above'),
    maximum: readBound('maximum', 'below'),
    exclusiveMinimum: ({ merged, value }: Keyword) => most('above', value, merged),
    exclusiveMaximum: ({ merged, value }: Keyword) => least('below', value, merged),
    multipleOf: ({ merged, value }: Keyword) => void (typeof value === 'number' && (merged.step ??= value)),
    divisibleBy: ({ merged, value }: Keyword) => void (typeof value === 'number' && (merged.step ??= value)),
    default: ({ merged, value }: Keyword) => void (merged.defaults.length === 0 && (merged.defaults = [value])),
    readOnly: ({ merged, value }: Keyword) => void (merged.readOnly ||= value === true),
    properties: readProperties,
    required: ({ merged, value }: Keyword) => {
      if (value === true) merged.required = true;
      for (const name of listed(value)) if (typeof name === 'string') merged.requires.add(name);
    },
    items: readItems,
    prefixItems: ({ merged }: Keyword) => void (merged.tuple = true),
    anyOf: readAlternation,
    oneOf: readAlternation,
    if: readRule,
    dependencies: readNeeds,
    dependentRequired: readNeeds,
    dependentSchemas: readNeeds,
    not: readNot,
    additionalProperties: readOpenKeys,
    patternProperties: readOpenKeys,
    unevaluatedProperties: readOpenKeys,
  }),
);
