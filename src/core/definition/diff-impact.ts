import { fieldsUsed } from '#core/condition/check-condition.ts';
import { same, type Change } from '#core/definition/change.ts';
import type { Definition, FieldSchema, View } from '#core/definition/definition.ts';
import { optionUses, type NamedOptions } from '#core/definition/option-use.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { named, nameParams, renamed, type EnglishNames, type NamingParams, type Titled } from '#core/naming.ts';
import type { ProblemParam } from '#core/problem.ts';

/** Something elsewhere that a revision touches; its sentence stands in messages/change.ts. `key`: the view, reminder or field meant, '' for all. */
export interface Impact {
  readonly kind: string;
  readonly key: string;
  readonly params: Readonly<Record<string, ProblemParam>>;
  /** The English of those params that name something with an English title. */
  readonly english?: EnglishNames;
}

/** `params` may be the field or view itself: then it is named in the reader's language. */
export const impact = (kind: string, key: string, params: NamingParams = {}): Impact => ({ kind, key, ...nameParams(params) });

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

const fieldIn = ({ record }: Definition, key: string): Titled => named(record.properties, key);

/** What a revision means for views, reminders, conditions, exports, imports and rights of the same table. */
export const diffImpact = (before: Definition, after: Definition, changes: readonly Change[]): readonly Impact[] => {
  const touched = touchedFields(before, after);
  return [
    ...touched.gone.flatMap((key) => usesOf(before, key)),
    ...touched.retyped.flatMap((key) => usesOf(after, key)),
    ...touched.gone.flatMap((key) => [
      impact('impact-export-gone', key, { field: fieldIn(before, key) }),
      impact('impact-import-gone', key, { field: fieldIn(before, key) }),
    ]),
    ...touched.renamed.flatMap((key) => {
      const [field, to] = renamed(fieldIn(before, key), fieldIn(after, key));
      return [impact('impact-export-title', key, { field, to }), impact('impact-import-title', key, { field, to })];
    }),
    ...touched.newlyRequired.map((key) => impact('impact-import-required', key, { field: fieldIn(after, key) })),
    ...optionsImpact(before, after),
    ...retiredImpact(before, after),
    ...rightsImpact(before, after, changes),
  ];
};

/** Views, reminders and conditions of a document that read a field. */
const usesOf = (document: Definition, key: string): readonly Impact[] => {
  const field = fieldIn(document, key);
  return [
    ...document.views.flatMap((view) => {
      const places = placesIn(view, key);
      return places.length > 0 ? [impact('impact-view', view.key, { title: view, field, places })] : [];
    }),
    ...document.reminders.flatMap((reminder) =>
      reminder.when && fieldsUsed(reminder.when).includes(key) ? [impact('impact-reminder', reminder.key, { title: reminder, field })] : [],
    ),
    ...Object.entries(document.record.properties).flatMap(([other, schema]) =>
      other !== key && conditionsOf(schema).some((condition) => fieldsUsed(condition).includes(key))
        ? [impact('impact-condition', other, { title: schema, field })]
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
    return [impact('impact-import-options', key, { field: schema })];
  });

/** Options that a revision retires or throws away, by field. */
export const retiredOptions = (before: Definition, after: Definition): readonly NamedOptions[] =>
  Object.entries(after.record.properties).flatMap(([key, schema]) => {
    const old = before.record.properties[key];
    const open = new Set(optionsOf(schema).flatMap((option) => (option.deprecated === true ? [] : [option.const])));
    const closed = old === undefined ? [] : optionsOf(old).filter((option) => option.deprecated !== true && !open.has(option.const));
    return closed.length === 0 ? [] : [{ key, ids: closed.map((option) => option.const) }];
  });

/** What still names an option that is retired: it goes on, and shows what is left of it. */
const retiredImpact = (before: Definition, after: Definition): readonly Impact[] =>
  retiredOptions(before, after).flatMap(({ key, ids }) =>
    ids.flatMap((id) =>
      optionUses(after, { key, ids: [id] }).map(({ place, title }) =>
        impact(`impact-option-${place}`, key, { title, option: optionIn(before, key, id) }),
      ),
    ),
  );

export const optionIn = ({ record }: Definition, key: string, id: string): Titled => {
  const schema = Object.hasOwn(record.properties, key) ? record.properties[key] : undefined;
  return (schema && optionsOf(schema).find((option) => option.const === id)) ?? { title: id };
};

const rightsImpact = (before: Definition, after: Definition, changes: readonly Change[]): readonly Impact[] => [
  ...(before.access.owner === after.access.owner
    ? []
    : [impact('impact-owner', after.access.owner ?? '', { to: fieldIn(after, after.access.owner ?? '') })]),
  ...(changes.some(({ kind }) => kind === 'access-changed') ? [impact('impact-access', '')] : []),
  ...Object.entries(after.record.properties).flatMap(([key, schema]) => {
    const access = schema['x-access'];
    if (access === undefined || same(access, before.record.properties[key]?.['x-access'])) return [];
    const everybody = ['staff', 'manager', 'admin'];
    const read = access.read ?? everybody;
    return [impact('impact-field-access', key, { field: schema, read, update: access.update ?? read })];
  }),
];
