import type { Condition, Operator } from '#core/condition/condition.ts';
import { mergeSchema } from '#core/foreign/merge-schema.ts';
import { isOwnBlank } from '#core/foreign/own-shapes.ts';
import type { MergedSchema } from '#core/foreign/merged-schema.ts';
import type { Part } from '#core/foreign/schema-part.ts';
import { shapeOf } from '#core/foreign/shape.ts';
import { placeOf, type FieldDraft, type Sheet } from '#core/foreign/sheet.ts';

/** The object a condition is about: names that lead to it, and what of it is always there. */
export interface ConditionPlace {
  readonly names: readonly string[];
  readonly requires: ReadonlySet<string>;
}

/** `if` of a schema as a condition of ours; undefined where we cannot say it. A property that is absent passes `properties`. */
export const readCondition = (parts: readonly Part[], place: ConditionPlace, sheet: Sheet): Condition | undefined => {
  const merged = mergeSchema(parts, sheet.walk);
  if (merged.faults.length > 0 || merged.strange.length > 0 || merged.rules.length > 0 || merged.needs.length > 0) return undefined;
  const unsaid = [...merged.requires].filter((name) => !merged.properties.has(name));
  const conditions = [
    ...[...merged.properties].map(([name, inner]) => readTest({ name, inner, merged }, place, sheet)),
    ...unsaid.map((name) => filled(sheet.byPlace.get(placeOf([...place.names, name])))),
    ...merged.nots.map((part) => negated(readCondition([part], place, sheet))),
    ...merged.alternations.map(({ parts: branches }) => anyOf(branches.map((branch) => readCondition([branch], place, sheet)))),
  ];
  return conditions.length === 0 ? undefined : allOf(conditions);
};

export const negated = (condition: Condition | undefined): Condition | undefined =>
  condition === undefined ? undefined : 'not' in condition ? condition.not : { not: condition };

const whole = (conditions: readonly (Condition | undefined)[]): readonly Condition[] | undefined => {
  const known = conditions.filter((condition) => condition !== undefined);
  return known.length === conditions.length ? known : undefined;
};

const allOf = (conditions: readonly (Condition | undefined)[]): Condition | undefined => {
  const known = whole(conditions);
  return known && (known.length === 1 ? known[0] : { all: known });
};

export const anyOf = (conditions: readonly (Condition | undefined)[]): Condition | undefined => {
  const known = whole(conditions);
  return known && (known.length === 1 ? known[0] : { any: known });
};

const filled = (draft: FieldDraft | undefined): Condition | undefined => draft && { field: draft.key, op: 'filled' };

interface Test {
  readonly name: string;
  readonly inner: readonly Part[];
  readonly merged: MergedSchema;
}

const readTest = ({ name, inner, merged }: Test, place: ConditionPlace, sheet: Sheet): Condition | undefined => {
  const names = [...place.names, name];
  const draft = sheet.byPlace.get(placeOf(names));
  const test = mergeSchema(inner, sheet.walk);
  const isThere = merged.requires.has(name) || place.requires.has(name);
  if (!draft) {
    const nested = shapeOf(test) === 'object';
    return nested && isThere ? readCondition(inner, { names, requires: new Set() }, sheet) : undefined;
  }
  if (inner.every(({ schema }) => isOwnBlank(schema))) return { field: draft.key, op: 'empty' };
  const [none, another] = test.nots;
  if (none && isOwnBlank(none.schema)) return another || !isThere ? undefined : filled(draft);
  const negative = none !== undefined && !another && test.values === undefined;
  const positive = negative ? mergeSchema([none], sheet.walk) : test;
  if (positive.alternations.length + positive.strange.length > 0 || (!negative && none)) return undefined;
  const leaf = leafOf(positive, draft);
  if (!leaf) return merged.requires.has(name) && isBare(test) ? filled(draft) : undefined;
  const empty: Condition = { field: draft.key, op: 'empty' };
  if (negative) return isThere ? allOf([filled(draft), { not: leaf }]) : { not: leaf };
  return isThere ? leaf : { any: [leaf, empty] };
};

/** Only a type: there being a value is all it asks. */
const isBare = ({ values, patterns, limits, nots, format }: MergedSchema): boolean =>
  values === undefined && format === undefined && patterns.length + nots.length + Object.keys(limits).length === 0;

const leafOf = (test: MergedSchema, draft: FieldDraft): Condition | undefined => {
  if (test.patterns.length > 0) return undefined;
  if (test.values) return valuesLeaf(test, draft);
  const { above, below, minimum, maximum, minLength, ...rest } = test.limits;
  if (Object.keys(rest).length > 0) return undefined;
  if (minLength !== undefined) return minLength === 1 && draft.field.type === 'string' ? { field: draft.key, op: 'filled' } : undefined;
  if (draft.field.type !== 'number') return undefined;
  const compare = (op: Operator, value: number | undefined): readonly Condition[] =>
    value === undefined ? [] : [{ field: draft.key, op, value }];
  const least = compare('less', minimum).map((leaf): Condition => ({ not: leaf }));
  const most = compare('more', maximum).map((leaf): Condition => ({ not: leaf }));
  const parts = [...compare('more', above), ...compare('less', below), ...least, ...most];
  if (parts.length === 0) return undefined;
  const filling = least.length + most.length > 0 ? [{ field: draft.key, op: 'filled' } as const] : [];
  return allOf([...filling, ...parts]);
};

const valuesLeaf = ({ values }: MergedSchema, { key, field, ids }: FieldDraft): Condition | undefined => {
  const given = (values ?? []).map(({ value }) => value).filter((value) => value !== null && value !== '');
  if (field.type === 'array' || given.length === 0) return undefined;
  const chosen = given.map((value) => (field['x-type'] === 'choice' ? ids.get(JSON.stringify(value)) : value));
  const fits = chosen.filter(
    (value): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value) && typeof value === field.type,
  );
  const [first, second] = fits;
  if (first === undefined || fits.length < chosen.length) return undefined;
  if (second === undefined) return { field: key, op: 'is', value: first };
  if (field['x-type'] === 'choice') return { field: key, op: 'any-of', value: fits.map(String) };
  return { any: fits.map((value): Condition => ({ field: key, op: 'is', value })) };
};
