import type { Definition, FieldSchema, View } from '#core/definition/definition.ts';
import { fillOrders } from '#core/definition/fill-orders.ts';
import { diffField } from '#core/definition/diff-field.ts';
import { diffLayout } from '#core/definition/diff-layout.ts';
import { change, refusedChange, same, type Change } from '#core/definition/change.ts';
import { named, renamed, type Titled } from '#core/naming.ts';
import { pointer } from '#core/problem.ts';

/** Every difference in a stable order: the table, its fields in their order, then layout, views, reminders and access. */
export const diffDefinitions = (before: Definition, after: Definition): readonly Change[] => [
  ...diffTable(before, after),
  ...diffFields(before, after),
  ...diffRequired(before, after),
  ...diffLayout(before, after),
  ...diffParts(before.views, after.views, 'view'),
  ...diffParts(before.reminders, after.reminders, 'reminder'),
  ...diffAccess(before, after),
];

const diffTable = (before: Definition, after: Definition): readonly Change[] => {
  const words = (['title', 'description', 'x-en'] as const).filter((keyword) => !same(before[keyword], after[keyword]));
  return [
    ...(before.key === after.key ? [] : [refusedChange('table-key-changed', '/key', { from: before.key, to: after.key })]),
    ...words.map((keyword) => change('table-words-changed', pointer(keyword), { from: before, to: after })),
  ];
};

const diffFields = (before: Definition, after: Definition): readonly Change[] => {
  const [old, now] = [before.record.properties, after.record.properties];
  const at = (key: string) => pointer('record', 'properties', key);
  return [
    ...Object.entries(old).flatMap(([key, field]) => {
      const next = Object.hasOwn(now, key) ? now[key] : undefined;
      return next ? diffField(field, next, at(key)) : [change('field-removed', at(key), { field })];
    }),
    ...Object.entries(now).flatMap(([key, field]) => (Object.hasOwn(old, key) ? [] : newField(before, { key, field, path: at(key) }))),
  ];
};

interface NewField {
  readonly key: string;
  readonly field: FieldSchema;
  readonly path: string;
}

/** A key of the bin comes back with its field; for anything else it is never used again. */
const newField = ({ record }: Definition, { key, field, path }: NewField): readonly Change[] => {
  const removed = record['x-removed'];
  const tomb = removed && Object.hasOwn(removed, key) ? removed[key] : undefined;
  if (!tomb) return [change('field-added', path, { field }), ...fillOrders(record, field, path)];
  if (tomb['x-type'] !== field['x-type'] && tomb.title !== field.title)
    return [refusedChange('key-reused', path, { field, key, old: tomb })];
  return [change('field-restored', path, { field }), ...diffField(tomb, field, path)];
};

const diffRequired = (before: Definition, after: Definition): readonly Change[] => {
  const [old, now] = [before.record.required ?? [], after.record.required ?? []];
  const at = pointer('record', 'required');
  const titled = (key: string, { record }: Definition) => ({ field: named(record.properties, key) });
  return [
    ...now.filter((key) => !old.includes(key)).map((key) => change('required-added', at, titled(key, after))),
    ...old
      .filter((key) => !now.includes(key) && Object.hasOwn(after.record.properties, key))
      .map((key) => change('required-removed', at, titled(key, before))),
  ];
};

interface Part extends Titled {
  readonly key: string;
}

const diffParts = <T extends Part>(before: readonly T[], after: readonly T[], what: 'view' | 'reminder'): readonly Change[] => {
  const find = (parts: readonly T[], key: string) => parts.find((part) => part.key === key);
  const at = (index: number) => pointer(`${what}s`, index);
  const kept = (parts: readonly T[], others: readonly T[]) => parts.map(({ key }) => key).filter((key) => find(others, key));
  return [
    ...after.flatMap((part, index) => {
      const old = find(before, part.key);
      return old ? diffPart(old, part, { path: at(index), what }) : [change(`${what}-added`, at(index), { title: part })];
    }),
    ...before.flatMap((part, index) => (find(after, part.key) ? [] : [change(`${what}-removed`, at(index), { title: part })])),
    ...(same(kept(before, after), kept(after, before)) ? [] : [change(`${what}s-reordered`, pointer(`${what}s`))]),
  ];
};

const diffPart = (old: Part, now: Part, { path, what }: { path: string; what: 'view' | 'reminder' }): readonly Change[] => {
  const [plainOld, plainNow] = [withoutColors(old), withoutColors(now)];
  const isRenamed = old.title !== now.title && same({ ...plainOld, title: now.title }, plainNow);
  const colors = same(colorsOf(old), colorsOf(now)) ? [] : [change('colors-changed', path + pointer('colors'), { title: now })];
  const [title, to] = renamed(old, now);
  if (isRenamed) return [change(`${what}-renamed`, path, { title, to }), ...colors];
  return [...(same(plainOld, plainNow) ? [] : [change(`${what}-changed`, path, { title: now })]), ...colors];
};

const isColored = (part: Part): part is Part & Pick<View, 'colors'> => 'colors' in part;
const colorsOf = (part: Part): View['colors'] => (isColored(part) ? part.colors : undefined);
const withoutColors = (part: Part): object => ({ ...part, colors: undefined });

const diffAccess = (before: Definition, after: Definition): readonly Change[] => {
  const [old, now] = [before.access, after.access];
  const rest = ({ owner: _owner, approval: _approval, ...others }: Definition['access']) => others;
  const titled = (key: string | undefined, { record }: Definition) => (key === undefined ? '' : named(record.properties, key));
  const approval = now.approval === true;
  return [
    ...(old.owner === now.owner
      ? []
      : [change('owner-changed', '/access/owner', { from: titled(old.owner, before), to: titled(now.owner, after) })]),
    ...((old.approval === true) === approval ? [] : [change(approval ? 'approval-added' : 'approval-removed', '/access/approval')]),
    ...(same(rest(old), rest(now)) ? [] : [change('access-changed', '/access')]),
  ];
};
