import { fieldsUsed } from '#core/condition/check-condition.ts';
import type { Condition } from '#core/condition/condition.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Definition, View } from '#core/definition/definition.ts';
import type { FieldUses } from '#core/review/review-facts.ts';

/** The part of a view that speaks of fields; people's own views have it too. */
export type ViewFields = Pick<View, 'columns'> & Partial<Pick<View, 'sort' | 'filter' | 'group' | 'colors'>>;

export interface UseSources {
  readonly personalViews: readonly ViewFields[];
  /** Times a field was filtered by or exported by name in the period. */
  readonly filters: ReadonlyMap<string, number>;
  readonly exports: ReadonlyMap<string, number>;
}

/** Where every field of a table is met: in the form, in views, in filters, exports and rules. */
export const fieldUses = ({ definition, fields }: CompiledTable, sources: UseSources): ReadonlyMap<string, FieldUses> => {
  const views = [...definition.views, ...sources.personalViews].map(fieldsOfView);
  const placed = new Set(definition.layout.flatMap((section) => section.fields));
  const rules = fieldsOfRules(definition);
  return new Map(
    fields.map(({ key, otherOf }) => [
      key,
      {
        form: placed.has(key) || (otherOf !== undefined && placed.has(otherOf)),
        views: views.filter((shown) => shown.has(key)).length,
        filters: sources.filters.get(key) ?? 0,
        exports: sources.exports.get(key) ?? 0,
        rules: rules.filter((used) => used === key).length,
      },
    ]),
  );
};

const conditionFields = (condition: Condition | undefined): readonly string[] => (condition === undefined ? [] : fieldsUsed(condition));

const fieldsOfView = (view: ViewFields): ReadonlySet<string> =>
  new Set([
    ...view.columns,
    ...(view.sort ?? []).map((word) => word.replace(/^-/, '')),
    ...(view.group ?? []),
    ...conditionFields(view.filter),
    ...(view.colors ?? []).flatMap(({ when }) => conditionFields(when)),
  ]);

/** Fields that conditions of other fields, reminders and access read, one entry a use. */
export const fieldsOfRules = ({ record, reminders, access }: Definition): readonly string[] => [
  ...Object.values(record.properties).flatMap((field) => [
    ...conditionFields(field['x-show']),
    ...conditionFields(field['x-require']),
    ...conditionFields(field['x-lock']),
    ...(field.oneOf ?? field.items?.oneOf ?? []).flatMap((option) => conditionFields(option['x-when'])),
  ]),
  ...reminders.flatMap((rule) => [
    ...conditionFields(rule.when),
    ...daysAndEvents.flatMap((word) => namedIn(rule[word])),
    ...(rule.who ?? []),
  ]),
  ...(access.owner === undefined ? [] : [access.owner]),
];

const daysAndEvents = ['date', 'after', 'until'] as const;

/** `{ field: 'birthday', … }` of a reminder on a date, or of an event that a change of a field is. */
const namedIn = (part: unknown): readonly string[] =>
  typeof part === 'object' && part !== null && 'field' in part && typeof part.field === 'string' ? [part.field] : [];
