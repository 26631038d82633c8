import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition } from '#core/definition/definition.ts';
import { readForeignSchema, type ForeignTable } from '#core/foreign/read-foreign-schema.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { problem, type Problem } from '#core/problem.ts';
import { done, forbidden, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { createTable } from '#usecases/table/create-table.ts';
import { soundsOf } from '#usecases/table/sounds-of.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

/** A definition or any JSON Schema from outside, and what a table made of it is called. */
export interface GivenSchema {
  readonly input: Readonly<Record<string, unknown>>;
  /** Stands in for the document's own title. */
  readonly title?: string | undefined;
  readonly fileName?: string | undefined;
  readonly words: { readonly untitled: string; readonly section: string; readonly allView: string };
}

export interface DefinedTable {
  readonly entry: TableEntry;
  /** Parts of a foreign schema that stayed out, with their places. */
  readonly leftOut: readonly Problem[];
}

const longestTitle = 60;

/** The table that a document would become, without making it: a definition as it stands, another JSON Schema as far as it fits. */
export const proposeTableOf = (world: World, caller: Caller, given: GivenSchema): Outcome<ForeignTable> => {
  if (!canManageTables(caller)) return forbidden(problem('no-right-tables'));
  const title = given.title?.normalize('NFC').trim();
  if (title !== undefined && (title === '' || [...title].length > longestTitle))
    return refusedFor(problem('definition-title', '/title', { max: longestTitle }));
  if (Object.hasOwn(given.input, 'biaoli')) {
    const checked = checkDefinition(title === undefined ? given.input : { ...given.input, title });
    return checked.ok ? done({ definition: checked.value, leftOut: [] }) : refusedFor(...checked.problems);
  }
  const tables = world.tables.all().map(({ table }): Definition => table.definition);
  const read = readForeignSchema(given.input, {
    title,
    fileName: given.fileName,
    taken: { keys: new Set(tables.map(({ key }) => key)), titles: new Set(tables.map((table) => table.title)) },
    pinyin: soundsOf(world),
    words: { ...given.words, view: given.words.allView },
  });
  return read.ok ? done(read.value) : refusedFor(...read.problems);
};

/** Makes a table of a definition or of any JSON Schema. */
export const defineTable = async (
  world: World,
  caller: Caller,
  { note, ...given }: GivenSchema & { readonly note: string },
): Promise<Outcome<DefinedTable>> => {
  const proposed = proposeTableOf(world, caller, given);
  if (!proposed.ok) return proposed;
  const { definition, leftOut } = proposed.value;
  const made = await createTable(world, caller, { definition, note, state: 'live', importId: '' });
  return made.ok ? done({ entry: made.value, leftOut }) : made;
};
