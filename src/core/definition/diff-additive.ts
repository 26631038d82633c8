import type { Definition } from '#core/definition/definition.ts';
import { diffField } from '#core/definition/diff-field.ts';
import { change, refusedChange, same, type Change } from '#core/definition/change.ts';
import { pointer } from '#core/problem.ts';

/** Every difference in a stable order: the table, its fields in their order, then layout, views, reminders and access. */
export const diffDefinitions = (before: Definition, after: Definition): readonly Change[] => [
  ...diffTable(before, after),
  ...diffFields(before, after),
  ...diffRequired(before, after),
  ...(same(before.layout, after.layout) ? [] : [change('layout-changed', '/layout')]),
  ...diffParts(before.views, after.views, 'view'),
  ...diffParts(before.reminders, after.reminders, 'reminder'),
  ...diffAccess(before, after),
];

const diffTable = (before: Definition, after: Definition): readonly Change[] => {
  const words = (['title', 'description', 'x-en'] as const).filter((keyword) => !same(before[keyword], after[keyword]));
  return [
    ...(before.key === after.key ? [] : [refusedChange('table-key-changed', '/key', { from: before.key, to: after.key })]),
    ...words.map((keyword) => change('table-words-changed', pointer(keyword), { from: before.title, to: after.title })),
  ];
};

const diffFields = (before: Definition, after: Definition): readonly Change[] => {
  const [old, now] = [before.record.properties, after.record.properties];
  const at = (key: string) => pointer('record', 'properties', key);
  return [
    ...Object.entries(old).flatMap(([key, field]) => {
      const next = Object.hasOwn(now, key) ? now[key] : undefined;
      return next ? diffField(field, next, at(key)) : [refusedChange('field-removed', at(key), { field: field.title })];
    }),
    ...Object.entries(now).flatMap(([key, field]) =>
      Object.hasOwn(old, key) ? [] : [change('field-added', at(key), { field: field.title })],
    ),
  ];
};

const diffRequired = (before: Definition, after: Definition): readonly Change[] => {
  const [old, now] = [before.record.required ?? [], after.record.required ?? []];
  const at = pointer('record', 'required');
  const titled = (key: string, { record }: Definition) => ({ field: record.properties[key]?.title ?? key });
  return [
    ...now.filter((key) => !old.includes(key)).map((key) => change('required-added', at, titled(key, after))),
    ...old.filter((key) => !now.includes(key)).map((key) => change('required-removed', at, titled(key, before))),
  ];
};

interface Part {
  readonly key: string;
  readonly title: string;
}

const diffParts = (before: readonly Part[], after: readonly Part[], what: 'view' | 'reminder'): readonly Change[] => {
  const find = (parts: readonly Part[], key: string) => parts.find((part) => part.key === key);
  const at = (index: number) => pointer(`${what}s`, index);
  const kept = (parts: readonly Part[], others: readonly Part[]) => parts.map(({ key }) => key).filter((key) => find(others, key));
  return [
    ...after.flatMap((part, index) => {
      const old = find(before, part.key);
      if (!old) return [change(`${what}-added`, at(index), { title: part.title })];
      return same(old, part) ? [] : [change(`${what}-changed`, at(index), { title: part.title })];
    }),
    ...before.flatMap((part, index) => (find(after, part.key) ? [] : [change(`${what}-removed`, at(index), { title: part.title })])),
    ...(same(kept(before, after), kept(after, before)) ? [] : [change(`${what}s-reordered`, pointer(`${what}s`))]),
  ];
};

/** Another owner field would show rows to other people at once, so it is not taken; rights by role are. */
const diffAccess = ({ access: old }: Definition, { access: now }: Definition): readonly Change[] => {
  if (old.owner !== now.owner) return [refusedChange('owner-changed', '/access/owner', { from: old.owner ?? '', to: now.owner ?? '' })];
  return same(old, now) ? [] : [change('access-changed', '/access')];
};
