import type { Condition } from '#core/condition/condition.ts';
import { pointer, problem } from '#core/problem.ts';
import { mergeSchema } from '#core/foreign/merge-schema.ts';
import type { MergedSchema } from '#core/foreign/merged-schema.ts';
import { negated, readCondition, type ConditionPlace } from '#core/foreign/read-condition.ts';
import type { Part } from '#core/foreign/schema-part.ts';
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
    if (!draft || !fresh.has(draft)) requireField({ name, path: part.path + pointer('required') }, effect, sheet);
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
  const isConditional = draft.shows.length > 0;
  if (isConditional && parts.some((part) => sameAs(part, draft, sheet))) return void draft.shows.push(when);
  if (rule.values && draft.ids.size > 0) {
    const ids = rule.values.flatMap(({ value }) => draft.ids.get(JSON.stringify(value)) ?? []);
    if (ids.length > 0) return void draft.limits.push({ when, ids: new Set(ids) });
  }
  if (saysNothing(rule)) return isConditional ? void draft.shows.push(when) : undefined;
  sheet.walk.left.push(problem('schema-rule-effect', path, { field: draft.field.title }));
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
