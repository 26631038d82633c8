import { fieldsUsed } from '#core/condition/check-condition.ts';
import { same, type Change } from '#core/definition/change.ts';
import type { Definition, FieldSchema, View } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import type { ProblemParam } from '#core/problem.ts';

/** Something elsewhere that a revision touches; its sentence stands in messages/change.ts. `key`: the view, reminder or field meant, '' for all. */
export interface Impact {
  readonly kind: string;
  readonly key: string;
  readonly params: Readonly<Record<string, ProblemParam>>;
}

/** Fields by what becomes of them. */
export interface TouchedFields {
  readonly gone: readonly string[];
  readonly retyped: readonly string[];
  readonly renamed: readonly string[];
  readonly newlyRequired: readonly string[];
}

export const touchedFields = (before: Definition, after: Definition): TouchedFields => {
  const [old, now] = [before.record.properties, after.record.properties];
  const shared = Object.keys(now).filter((key) => Object.hasOwn(old, key));
  const wasRequired = new Set(before.record.required);
  return {
    gone: Object.keys(old).filter((key) => !Object.hasOwn(now, key)),
    retyped: shared.filter((key) => old[key]?.['x-type'] !== now[key]?.['x-type']),
    renamed: shared.filter((key) => old[key]?.title !== now[key]?.title),
    newlyRequired: (after.record.required ?? []).filter((key) => !wasRequired.has(key) && !fillsItself(now[key])),
  };
};

const fillsItself = (field: FieldSchema | undefined): boolean =>
  field === undefined || field.readOnly === true || field.default !== undefined || field['x-default'] !== undefined;

const titleIn = ({ record }: Definition, key: string): string => record.properties[key]?.title ?? key;

/** What a revision means for views, reminders, conditions, exports, imports and rights of the same table. */
export const diffImpact = (before: Definition, after: Definition, changes: readonly Change[]): readonly Impact[] => {
  const touched = touchedFields(before, after);
  return [
    ...touched.gone.flatMap((key) => usesOf(before, key)),
    ...touched.retyped.flatMap((key) => usesOf(after, key)),
    ...touched.gone.flatMap((key) => [
      { kind: 'impact-export-gone', key, params: { field: titleIn(before, key) } },
      { kind: 'impact-import-gone', key, params: { field: titleIn(before, key) } },
    ]),
    ...touched.renamed.flatMap((key) => {
      const params = { field: titleIn(before, key), to: titleIn(after, key) };
      return [
        { kind: 'impact-export-title', key, params },
        { kind: 'impact-import-title', key, params },
      ];
    }),
    ...touched.newlyRequired.map((key) => ({ kind: 'impact-import-required', key, params: { field: titleIn(after, key) } })),
    ...optionsImpact(before, after),
    ...rightsImpact(before, after, changes),
  ];
};

/** Views, reminders and conditions of a document that read a field. */
const usesOf = (document: Definition, key: string): readonly Impact[] => {
  const field = titleIn(document, key);
  return [
    ...document.views.flatMap((view) => {
      const places = placesIn(view, key);
      return places.length > 0 ? [{ kind: 'impact-view', key: view.key, params: { title: view.title, field, places } }] : [];
    }),
    ...document.reminders.flatMap((reminder) =>
      reminder.when && fieldsUsed(reminder.when).includes(key)
        ? [{ kind: 'impact-reminder', key: reminder.key, params: { title: reminder.title, field } }]
        : [],
    ),
    ...Object.entries(document.record.properties).flatMap(([other, schema]) =>
      other !== key && conditionsOf(schema).some((condition) => fieldsUsed(condition).includes(key))
        ? [{ kind: 'impact-condition', key: other, params: { title: schema.title, field } }]
        : [],
    ),
  ];
};

const conditionsOf = (schema: FieldSchema) =>
  [schema['x-show'], schema['x-require'], schema['x-lock'], ...optionsOf(schema).map((option) => option['x-when'])].filter(
    (condition) => condition !== undefined,
  );

const placesIn = (view: View, key: string): readonly string[] => [
  ...(view.columns.includes(key) ? ['column'] : []),
  ...(view.filter && fieldsUsed(view.filter).includes(key) ? ['filter'] : []),
  ...(view.sort?.some((sort) => sort.replace(/^-/, '') === key) === true ? ['sort'] : []),
  ...(view.group?.includes(key) === true ? ['group'] : []),
  ...(view.colors?.some(({ when }) => fieldsUsed(when).includes(key)) === true ? ['color'] : []),
];

/** Dropdowns of templates that were given out hold the words of the day. */
const optionsImpact = (before: Definition, after: Definition): readonly Impact[] =>
  Object.entries(after.record.properties).flatMap(([key, schema]) => {
    const old = before.record.properties[key];
    const usable = (field: FieldSchema): readonly string[] =>
      optionsOf(field)
        .filter((option) => option.deprecated !== true)
        .map((option) => option.title)
        .sort();
    if (!old || (optionsOf(old).length === 0 && optionsOf(schema).length === 0) || same(usable(old), usable(schema))) return [];
    return [{ kind: 'impact-import-options', key, params: { field: schema.title } }];
  });

const rightsImpact = (before: Definition, after: Definition, changes: readonly Change[]): readonly Impact[] => [
  ...(before.access.owner === after.access.owner
    ? []
    : [{ kind: 'impact-owner', key: after.access.owner ?? '', params: { to: titleIn(after, after.access.owner ?? '') } }]),
  ...(changes.some(({ kind }) => kind === 'access-changed') ? [{ kind: 'impact-access', key: '', params: {} }] : []),
  ...Object.entries(after.record.properties).flatMap(([key, schema]) => {
    const access = schema['x-access'];
    if (access === undefined || same(access, before.record.properties[key]?.['x-access'])) return [];
    const everybody = ['staff', 'manager', 'admin'];
    const read = access.read ?? everybody;
    return [{ kind: 'impact-field-access', key, params: { field: schema.title, read, update: access.update ?? read } }];
  }),
];
