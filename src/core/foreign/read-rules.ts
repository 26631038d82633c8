import type { Condition } from '#core/condition/condition.ts';
import { pointer, problem } from '#core/problem.ts';
import { isBag, listed } from '#core/foreign/bag.ts';
import { mergeSchema } from '#core/foreign/merge-schema.ts';
import type { MergedSchema } from '#core/foreign/merged-schema.ts';
import { negated, readCondition, type ConditionPlace } from '#core/foreign/read-condition.ts';
import { readField } from '#core/foreign/read-field.ts';
import type { Part } from '#core/foreign/schema-part.ts';
import { settleAlternations } from '#core/foreign/settle-alternations.ts';
import { placeOf, type FieldDraft, type ObjectPlace, type Sheet } from '#core/foreign/sheet.ts';

type RulePlace = ObjectPlace & ConditionPlace;

/** `if`/`then`/`else` and dependencies of an object: fields that show or are required by a condition, options open by one. */
export const readRules = (merged: MergedSchema, place: RulePlace, sheet: Sheet): void => {
  for (const { when, then, otherwise, path } of merged.rules) {
    const condition = readCondition([when], place, sheet);
    if (!condition) sheet.walk.left.push(problem('schema-rule', path));
    else {
      if (then) applyBranch(then, { condition, place }, sheet);
      const opposite = negated(condition);
      if (otherwise && opposite) applyBranch(otherwise, { condition: opposite, place }, sheet);
    }
  }
  for (const { trigger, required, part, path } of merged.needs) {
    const draft = sheet.byPlace.get(placeOf([...place.names, trigger]));
    if (!draft) sheet.walk.left.push(problem('schema-rule', path));
    else applyNeed({ condition: { field: draft.key, op: 'filled' }, place }, { required, part, path }, sheet);
  }
  for (const part of merged.nots) sheet.walk.left.push(problem('schema-keyword', part.path, { keyword: 'not' }));
};

interface Effect {
  readonly condition: Condition;
  readonly place: RulePlace;
}

interface NeedPart {
  readonly required: readonly string[];
  readonly part: Part | undefined;
  readonly path: string;
}

const applyNeed = (effect: Effect, { required, part, path }: NeedPart, sheet: Sheet): void => {
  for (const name of required) requireField({ name, path }, effect, sheet);
  if (part) applyBranch(part, effect, sheet);
};

const requireField = (
  { name, path }: { readonly name: string; readonly path: string },
  { condition, place }: Effect,
  sheet: Sheet,
): void => {
  const draft = sheet.byPlace.get(placeOf([...place.names, name]));
  if (!draft) sheet.walk.left.push(problem('schema-rule-field', path, { field: name.slice(0, 100) }));
  else if (!draft.required) draft.requires.push(condition);
};

const applyBranch = (part: Part, effect: Effect, sheet: Sheet): void => {
  const merged = mergeSchema([part], sheet.walk);
  const { condition, place } = effect;
  for (const { fault } of merged.faults) sheet.walk.left.push(fault);
  const fresh = new Set<FieldDraft>();
  for (const [name, parts] of merged.properties) {
    const known = sheet.byPlace.get(placeOf([...place.names, name]));
    if (known) applyToField(known, { parts, when: condition }, sheet);
    else
      for (const draft of sheet.read({ name, parts, required: merged.requires.has(name) }, place)) {
        fresh.add(draft);
        draft.shows.push(condition);
      }
  }
  for (const name of merged.requires) {
    const draft = sheet.byPlace.get(placeOf([...place.names, name]));
    if (draft && sheet.own && draft.shows.includes(condition)) draft.required = true;
    else if (!draft || !fresh.has(draft)) requireField({ name, path: part.path + pointer('required') }, effect, sheet);
  }
  const lost = [
    ...merged.rules.map(({ path }) => path),
    ...merged.alternations.map(({ path }) => path),
    ...merged.nots.map(({ path }) => path),
  ];
  for (const path of lost) sheet.walk.left.push(problem('schema-rule', path));
};

/** A property that was met before: `false` hides it, values limit its options, anything else we cannot say. */
const applyToField = (
  draft: FieldDraft,
  { parts, when }: { readonly parts: readonly Part[]; readonly when: Condition },
  sheet: Sheet,
): void => {
  const path = parts[0]?.path ?? '';
  if (parts.every(({ schema }) => schema === false)) return void draft.shows.push({ not: when });
  const rule = mergeSchema(parts, sheet.walk);
  if (sheet.own && applyOwnRule(draft, { rule, parts, when }, sheet)) return;
  const isConditional = draft.shows.length > 0;
  if (isConditional && parts.some((part) => sameAs(part, draft, sheet))) return void draft.shows.push(when);
  if (rule.values && draft.ids.size > 0) {
    const ids = rule.values.flatMap(({ value }) => draft.ids.get(JSON.stringify(value)) ?? []);
    if (ids.length > 0) return void draft.limits.push({ when, ids: new Set(ids) });
  }
  const closed = closedIds(rule, draft, sheet);
  if (closed) return void draft.limits.push({ when, ids: new Set([...draft.ids.values()].filter((id) => !closed.has(id))) });
  if (saysNothing(rule)) return isConditional ? void draft.shows.push(when) : undefined;
  sheet.walk.left.push(problem('schema-rule-effect', path, { field: draft.field.title }));
};

/** `not` with a list of options, of one or of several: those are closed while the rule holds. */
const closedIds = (rule: MergedSchema, { ids }: FieldDraft, sheet: Sheet): ReadonlySet<string> | undefined => {
  const [only, another] = rule.nots;
  if (!only || another || ids.size === 0) return undefined;
  const none = mergeSchema([only], sheet.walk);
  const contained = isBag(only.schema) ? only.schema['contains'] : undefined;
  const values = isBag(contained) ? listed(contained['enum']) : none.values?.map(({ value }) => value);
  const closed = values?.flatMap((value) => ids.get(JSON.stringify(value)) ?? []) ?? [];
  return closed.length > 0 ? new Set(closed) : undefined;
};

interface OwnRule {
  readonly rule: MergedSchema;
  readonly parts: readonly Part[];
  readonly when: Condition;
}

const saysOnlyFilled = (rule: MergedSchema): boolean => {
  const { limits, types, hint, items, alternations } = rule;
  const plain = saysNothing({ ...rule, limits: {} }) && hint === undefined && items.length + alternations.length === 0;
  return plain && types?.has('null') !== true && Object.keys(limits).every((limit) => limit === 'minItems');
};

/** Our own rules: that a value is there is said by `required` beside it; all the rest is the field as it shows. */
const applyOwnRule = (draft: FieldDraft, { rule, parts, when }: OwnRule, sheet: Sheet): boolean => {
  if (saysOnlyFilled(rule)) return true;
  if (rule.nots.length > 0) return false;
  const base = sheet.walk.references.find(`#${draft.path}`);
  const words =
    base.ok && isBag(base.schema)
      ? { title: base.schema['title'], description: base.schema['description'], default: base.schema['default'] }
      : {};
  const whole = mergeSchema([...parts, { schema: words, path: draft.path, trail: undefined, depth: 0 }], sheet.walk);
  settleAlternations(whole, sheet.walk);
  const read = readField(whole, draft.key, sheet.walk);
  if (!read) return false;
  draft.field = { ...read.field, ...(draft.field['x-source'] === undefined ? {} : { 'x-source': draft.field['x-source'] }) };
  draft.ids = read.ids ?? new Map();
  draft.shows.push(when);
  return true;
};

/** The same property again under another condition: it shows under either. */
const sameAs = (part: Part, draft: FieldDraft, sheet: Sheet): boolean => {
  const first = sheet.walk.references.find(`#${draft.path}`);
  return first.ok && JSON.stringify(first.schema) === JSON.stringify(part.schema);
};

const saysNothing = ({ values, patterns, limits, format, types, strange, nots, alternations, faults }: MergedSchema): boolean =>
  values === undefined &&
  patterns.length + strange.length + nots.length + alternations.length + faults.length === 0 &&
  Object.keys(limits).length === 0 &&
  format === undefined &&
  (types === undefined || types.size > 0);
