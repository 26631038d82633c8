import type { Condition } from '#core/condition/condition.ts';
import type { Definition, FieldSchema, Option } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { joinTitles, type Titled } from '#core/naming.ts';
import { pointer } from '#core/problem.ts';

/** Conditions a field itself carries. */
export const conditionKeywords = ['x-show', 'x-require', 'x-lock'] as const;

/** A condition of a document: where it stands, whose it is in words, and the field it belongs to ('' for views and reminders). */
export interface ConditionPlace {
  readonly path: string;
  readonly title: Titled;
  readonly field: string;
  readonly condition: Condition;
}

export const optionPath = (field: FieldSchema): readonly string[] => (field.oneOf === undefined ? ['items', 'oneOf'] : ['oneOf']);

const fieldConditions = (key: string, field: FieldSchema): readonly ConditionPlace[] => {
  const at = pointer('record', 'properties', key);
  return [
    ...conditionKeywords.flatMap((keyword) => {
      const condition = field[keyword];
      return condition === undefined ? [] : [{ path: at + pointer(keyword), title: field, field: key, condition }];
    }),
    ...optionsOf(field).flatMap((option, index) => {
      const condition = option['x-when'];
      const title = joinTitles(' / ', field, option);
      return condition === undefined ? [] : [{ path: at + pointer(...optionPath(field), index, 'x-when'), title, field: key, condition }];
    }),
  ];
};

/** Every condition of a document with its place. */
export const conditionPlaces = ({ record, views, reminders }: Definition): readonly ConditionPlace[] => [
  ...Object.entries(record.properties).flatMap(([key, field]) => fieldConditions(key, field)),
  ...views.flatMap((view, index) => [
    ...(view.filter === undefined ? [] : [{ path: pointer('views', index, 'filter'), title: view, field: '', condition: view.filter }]),
    ...(view.colors ?? []).map((color, place) => ({
      path: pointer('views', index, 'colors', place, 'when'),
      title: joinTitles(' / ', view, color),
      field: '',
      condition: color.when,
    })),
  ]),
  ...reminders.flatMap((reminder, index) =>
    reminder.when === undefined
      ? []
      : [{ path: pointer('reminders', index, 'when'), title: reminder, field: '', condition: reminder.when }],
  ),
];

type Rewrite = (condition: Condition) => Condition;

const rewriteOption = (option: Option, rewrite: Rewrite): Option =>
  option['x-when'] === undefined ? option : { ...option, 'x-when': rewrite(option['x-when']) };

/** A field with each of its conditions rewritten. */
export const rewriteField = (field: FieldSchema, rewrite: Rewrite): FieldSchema => {
  const conditions = conditionKeywords.flatMap((keyword) => {
    const condition = field[keyword];
    return condition === undefined ? [] : [[keyword, rewrite(condition)] as const];
  });
  const next = { ...field, ...Object.fromEntries(conditions) };
  if (field.oneOf) return { ...next, oneOf: field.oneOf.map((option) => rewriteOption(option, rewrite)) };
  return field.items
    ? { ...next, items: { ...field.items, oneOf: field.items.oneOf.map((option) => rewriteOption(option, rewrite)) } }
    : next;
};

/** A document with each of its conditions rewritten. */
export const rewriteConditions = (definition: Definition, rewrite: Rewrite): Definition => ({
  ...definition,
  record: {
    ...definition.record,
    properties: Object.fromEntries(Object.entries(definition.record.properties).map(([key, field]) => [key, rewriteField(field, rewrite)])),
  },
  views: definition.views.map((view) => ({
    ...view,
    ...(view.filter === undefined ? {} : { filter: rewrite(view.filter) }),
    ...(view.colors === undefined ? {} : { colors: view.colors.map((color) => ({ ...color, when: rewrite(color.when) })) }),
  })),
  reminders: definition.reminders.map((reminder) => ({
    ...reminder,
    ...(reminder.when === undefined ? {} : { when: rewrite(reminder.when) }),
  })),
});

/** The leaves of a condition, each made anew. */
export const rewriteLeaves = (condition: Condition, rename: (key: string) => string): Condition => {
  if ('all' in condition) return { ...condition, all: condition.all.map((inner) => rewriteLeaves(inner, rename)) };
  if ('any' in condition) return { ...condition, any: condition.any.map((inner) => rewriteLeaves(inner, rename)) };
  if ('not' in condition) return { ...condition, not: rewriteLeaves(condition.not, rename) };
  return { ...condition, field: rename(condition.field) };
};
