import type { Definition } from '#core/definition/definition.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { forbidden, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { checkTableTitle, freeTableKey } from '#usecases/table/create-from-title.ts';
import { createTable } from '#usecases/table/create-table.ts';
import { nameFreely } from '#usecases/table/name-freely.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

export interface CopiedTable {
  readonly table: string;
  /** '' for the old title with a number behind it. */
  readonly title: string;
  readonly note: string;
}

/** A new table with the live definition of another one, without its rows and without its removed fields. */
export const createFromCopy = async (world: World, caller: Caller, { table, title, note }: CopiedTable): Promise<Outcome<TableEntry>> => {
  if (!canManageTables(caller)) return forbidden(problem('no-right-tables'));
  const source = world.tables.live(table)?.table.definition;
  if (!source) return notFound;
  const named = title.trim() === '' ? nameFreely(world, source) : renamed(world, source, title);
  if (!named) return refusedFor(problem('definition-title', '/title', { max: 60 }));
  const { type, properties, required = [] } = named.record;
  const definition = { ...named, record: { type, properties, required } };
  return createTable(world, caller, { definition, note, state: 'live', importId: '' });
};

/** Another name has another key; the English title was of the old one. */
const renamed = (world: World, { 'x-en': english, ...source }: Definition, given: string): Definition | undefined => {
  const title = checkTableTitle(given);
  if (title === undefined) return undefined;
  const about = english?.description === undefined ? {} : { 'x-en': { description: english.description } };
  return { ...source, ...about, key: freeTableKey(world, title), title };
};
