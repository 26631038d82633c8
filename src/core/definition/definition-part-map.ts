import type { AccessRules, Definition, FieldSchema, Option, Reminder, Section, View } from '#core/definition/definition.ts';
import { changed } from '#core/definition/edit/change-part.ts';
import { joinTitles, namesOf, type Titled } from '#core/naming.ts';
import { optionsOf } from '#core/field/option-rules.ts';

/** A document cut into parts that are merged one by one, and the orders its parts stand in. */
export interface PartMap {
  readonly parts: ReadonlyMap<string, unknown>;
  readonly titles: ReadonlyMap<string, Titled>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

interface FieldPart {
  /** Without its options, which are parts of their own. */
  readonly schema: FieldSchema;
  readonly required: boolean;
}

export const splitParts = (definition: Definition): PartMap => {
  const { record, layout, views, reminders, access, title, description } = definition;
  const parts = new Map<string, unknown>([
    ['table', { title, description, english: definition['x-en'] }],
    ['access', access],
  ]);
  const titles = new Map([['table', namesOf(definition)]]);
  const lists = new Map<string, readonly string[]>([
    ['fields', Object.keys(record.properties)],
    ['removed', Object.keys(record['x-removed'] ?? {})],
    ['required', record.required ?? []],
    ['sections', layout.map(({ key }) => key)],
    ['views', views.map(({ key }) => key)],
    ['reminders', reminders.map(({ key }) => key)],
  ]);
  const add = (name: string, words: Titled, part: unknown): void => {
    parts.set(name, part);
    titles.set(name, namesOf(words));
  };
  for (const [key, field] of Object.entries(record.properties)) {
    add(`field/${key}`, field, {
      schema: withOptions(field, []),
      required: record.required?.includes(key) ?? false,
    } satisfies FieldPart);
    for (const option of optionsOf(field)) add(`option/${key}/${option.const}`, joinTitles(' / ', field, option), option);
    lists.set(
      `options/${key}`,
      optionsOf(field).map((option) => option.const),
    );
  }
  for (const [key, field] of Object.entries(record['x-removed'] ?? {})) add(`removed/${key}`, field, field);
  for (const { fields, ...section } of layout) {
    add(`section/${section.key}`, section, section);
    lists.set(`placed/${section.key}`, fields);
  }
  for (const view of views) add(`view/${view.key}`, view, view);
  for (const reminder of reminders) add(`reminder/${reminder.key}`, reminder, reminder);
  return { parts, titles, lists };
};

const withOptions = (field: FieldSchema, options: readonly Option[]): FieldSchema => {
  if (field.items) return { ...field, items: { ...field.items, oneOf: options } };
  return field.oneOf ? { ...field, oneOf: options } : field;
};

type Joined = Pick<PartMap, 'parts' | 'lists'>;

/** A part read back as what `splitParts` put there. */
const isPart = <T>(part: unknown): part is T => part !== undefined;

const pick = <T>({ parts }: Joined, name: string): T | undefined => {
  const part = parts.get(name);
  return isPart<T>(part) ? part : undefined;
};

/** Keys of parts in their merged order; parts that no order names come last. */
const ordered = ({ parts, lists }: Joined, room: string, list: string): readonly string[] => {
  const names = [...parts.keys()].flatMap((name) => (name.startsWith(`${room}/`) ? [name.slice(room.length + 1)] : []));
  const known = (lists.get(list) ?? []).filter((key) => names.includes(key));
  return [...known, ...names.filter((key) => !known.includes(key))];
};

const partsOf = <T>(joined: Joined, room: string, list: string): readonly T[] =>
  ordered(joined, room, list).flatMap((key) => {
    const part = pick<T>(joined, `${room}/${key}`);
    return part === undefined ? [] : [part];
  });

/** The document again; what was in neither part nor list of it is as in `like`. */
export const joinParts = (like: Definition, joined: Joined): Definition => {
  const fields = ordered(joined, 'field', 'fields').flatMap((key) => {
    const part = pick<FieldPart>(joined, `field/${key}`);
    return part ? [{ key, ...part, schema: withOptions(part.schema, partsOf<Option>(joined, `option/${key}`, `options/${key}`)) }] : [];
  });
  const keys = new Set(fields.map(({ key }) => key));
  const removed = removedFields(joined, keys);
  const required = (joined.lists.get('required') ?? []).filter((key) => fields.some((field) => field.key === key && field.required));
  const missing = fields.filter((field) => field.required && !required.includes(field.key)).map((field) => field.key);
  const words = pick<{ readonly title: string; readonly description?: string; readonly english?: Definition['x-en'] }>(joined, 'table');
  const record = changed(like.record, {
    properties: Object.fromEntries(fields.map(({ key, schema }) => [key, schema])),
    required: required.length + missing.length === 0 ? null : [...required, ...missing],
    'x-removed': Object.keys(removed).length === 0 ? null : removed,
  });
  return changed(like, {
    title: words?.title,
    'x-en': words?.english ?? null,
    description: words?.description ?? null,
    record,
    layout: joinLayout(joined, keys),
    views: partsOf<View>(joined, 'view', 'views'),
    reminders: partsOf<Reminder>(joined, 'reminder', 'reminders'),
    access: pick<AccessRules>(joined, 'access'),
  });
};

const removedFields = (joined: Joined, living: ReadonlySet<string>): Readonly<Record<string, FieldSchema>> =>
  Object.fromEntries(
    ordered(joined, 'removed', 'removed').flatMap((key) => {
      const field = living.has(key) ? undefined : pick<FieldSchema>(joined, `removed/${key}`);
      return field ? [[key, field] as const] : [];
    }),
  );

/** A field stands in one section: the first that names it. */
const joinLayout = (joined: Joined, keys: ReadonlySet<string>): readonly Section[] => {
  const seen = new Set<string>();
  return partsOf<Omit<Section, 'fields'>>(joined, 'section', 'sections').map((section) => {
    const fields = (joined.lists.get(`placed/${section.key}`) ?? []).filter((key) => keys.has(key) && !seen.has(key));
    for (const key of fields) seen.add(key);
    return { ...section, fields };
  });
};
