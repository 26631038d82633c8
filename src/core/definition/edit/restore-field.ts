import { checkCondition } from '#core/condition/check-condition.ts';
import type { Condition } from '#core/condition/condition.ts';
import type { FieldSource } from '#core/condition/condition-field.ts';
import type { FieldSchema, Option } from '#core/definition/definition.ts';
import { changed, noSuchField, noSuchPart, placedIn, withoutEntry, withRemoved } from '#core/definition/edit/change-part.ts';
import { conditionKeywords } from '#core/definition/edit/condition-place.ts';
import { draftSource } from '#core/definition/edit/draft-source.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { titleTaken } from '#core/definition/edit/used-titles.ts';
import { ok, pointer, problem, refused } from '#core/problem.ts';

/** Brings a removed field back with its data, at the end of a section. Conditions of its own that no longer make sense are left behind. */
export const restoreField: Command<'restore-field'> = (definition, { key, section }) => {
  const removed = definition.record['x-removed'] ?? {};
  const field = Object.hasOwn(removed, key) ? removed[key] : undefined;
  if (!field) return noSuchField(key);
  if (titleTaken(definition, field.title)) return refused(problem('title-taken', pointer('record', 'x-removed', key), { title: field }));
  const wanted = section ?? definition.layout.at(-1)?.key ?? '';
  if (wanted !== '' && !definition.layout.some((known) => known.key === wanted)) return noSuchPart(wanted);
  const without = withRemoved(definition, withoutEntry(removed, key));
  const properties = { ...without.record.properties, [key]: field };
  const sound = withSoundConditions(field, draftSource({ record: { ...without.record, properties } }));
  return ok({
    ...without,
    record: { ...without.record, properties: { ...properties, [key]: sound } },
    layout: wanted === '' ? without.layout : placedIn(without.layout, key, { section: wanted }),
  });
};

const withSoundConditions = (field: FieldSchema, source: FieldSource): FieldSchema => {
  const broken = (condition: Condition | undefined): boolean => condition !== undefined && checkCondition(condition, source).length > 0;
  const without = conditionKeywords.filter((keyword) => broken(field[keyword])).map((keyword) => [keyword, null] as const);
  const kept = changed(field, Object.fromEntries(without));
  const options = (list: readonly Option[]): readonly Option[] =>
    list.map((option) => (broken(option['x-when']) ? changed(option, { 'x-when': null }) : option));
  return changed(kept, {
    oneOf: kept.oneOf && options(kept.oneOf),
    items: kept.items && { ...kept.items, oneOf: options(kept.items.oneOf) },
  });
};
