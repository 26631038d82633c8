import { tableKey } from '#core/transfer/propose-table.ts';
import type { Definition } from '#core/definition/definition.ts';
import { ok, problem, refused, type Problem, type Result } from '#core/problem.ts';
import { cleanDescription, cleanTitle } from '#core/foreign/clean-words.ts';
import { draftDefinition } from '#core/foreign/draft-definition.ts';
import { mergeSchema } from '#core/foreign/merge-schema.ts';
import { isOwnExport } from '#core/foreign/own-shapes.ts';
import { readObject, readProperty } from '#core/foreign/read-object.ts';
import { openReferences } from '#core/foreign/references.ts';
import { repairDefinition } from '#core/foreign/repair-definition.ts';
import { isBag } from '#core/foreign/bag.ts';
import type { Part, Walk } from '#core/foreign/schema-part.ts';
import { settleAlternations } from '#core/foreign/settle-alternations.ts';
import { shapeOf } from '#core/foreign/shape.ts';
import type { Sheet } from '#core/foreign/sheet.ts';
import type { Pinyin } from '#core/transfer/field-key.ts';

export interface ForeignSource {
  /** Stands in for the schema's own title. */
  readonly title?: string | undefined;
  readonly fileName?: string | undefined;
  /** Keys and titles of the tables there are. */
  readonly taken: { readonly keys: ReadonlySet<string>; readonly titles: ReadonlySet<string> };
  readonly pinyin: Pinyin;
  readonly words: { readonly untitled: string; readonly section: string; readonly view: string };
}

export interface ForeignTable {
  /** Passes `checkDefinition`. */
  readonly definition: Definition;
  /** What stayed out, each with its place in the schema. */
  readonly leftOut: readonly Problem[];
}

const mostLeft = 1000;

/** A table of a JSON Schema from elsewhere, drafts 03 to 2020-12, as far as it fits; refused only when no field remains, with the reasons. */
export const readForeignSchema = (schema: unknown, source: ForeignSource): Result<ForeignTable> => {
  const left: Problem[] = [];
  const walk: Walk = { references: openReferences(schema), left, steps: 0 };
  if (!isBag(schema)) return refused(problem('schema-unreadable'));
  const root = { schema, path: '', trail: undefined, depth: 0 };
  const merged = mergeRoot([root], walk);
  const title = titleOf(merged.title, source);
  const sheet: Sheet = {
    walk,
    pinyin: source.pinyin,
    drafts: [],
    byPlace: new Map(),
    taken: new Set(),
    own: isOwnExport(schema),
    read: (property, place) => readProperty(property, place, sheet),
  };
  readObject(merged, { names: [], section: { title: source.words.section, names: [] } }, sheet);
  const draft = draftDefinition(sheet.drafts, {
    key: tableKey(title, source.pinyin, source.taken.keys),
    title,
    description: cleanDescription(merged.description),
    view: source.words.view,
  });
  const repaired = repairDefinition(draft, new Map(sheet.drafts.map(({ key, path }) => [key, path])));
  const leftOut = limited(unique([...left, ...repaired.leftOut]));
  return repaired.definition ? ok({ definition: repaired.definition, leftOut }) : refused(noField(schema), ...leftOut);
};

/** The object of the record: the root, or what a list at the root holds. Faults of the root cost only their own part. */
const mergeRoot = (parts: readonly Part[], walk: Walk): ReturnType<typeof mergeSchema> => {
  const merged = mergeSchema(parts, walk);
  settleAlternations(merged, walk);
  for (const { fault } of merged.faults) walk.left.push(fault);
  const list = shapeOf(merged) === 'array' && merged.items.length > 0;
  if (!list) return merged;
  const items = mergeRoot(merged.items, walk);
  items.title = merged.title ?? items.title;
  return items;
};

const noField = (schema: Readonly<Record<string, unknown>>): Problem => {
  const parts = ['$defs', 'definitions'].flatMap((keyword) => {
    const inner = schema[keyword];
    return isBag(inner) ? Object.keys(inner) : [];
  });
  return parts.length > 0
    ? problem('schema-only-parts', '', { parts: parts.slice(0, 20).map((name) => name.slice(0, 60)) })
    : problem('schema-no-field');
};

const longestTitle = 60;

/** Asked for, the schema's own, the file's name, or the next free 未命名表 N. */
const titleOf = (own: string | undefined, { title, fileName, taken, words }: ForeignSource): string => {
  const file = fileName?.replace(/^.*[\\/]/, '').replace(/(?:[.-]schema)?\.[a-z0-9]{1,5}$/i, '');
  const given = cleanTitle(title) ?? cleanTitle(own) ?? cleanTitle(file);
  if (given !== undefined) return [...given].slice(0, longestTitle).join('').trim();
  let number = 1;
  while (taken.titles.has(`${words.untitled} ${number}`)) number += 1;
  return `${words.untitled} ${number}`;
};

const unique = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((one) => [JSON.stringify([one.code, one.path, one.params]), one])).values(),
];

const limited = (problems: readonly Problem[]): readonly Problem[] =>
  problems.length <= mostLeft
    ? problems
    : [...problems.slice(0, mostLeft), problem('schema-more', '', { count: problems.length - mostLeft })];
