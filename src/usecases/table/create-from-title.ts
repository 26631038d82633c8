import type { Definition } from '#core/definition/definition.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { tableKey } from '#core/transfer/propose-table.ts';
import { forbidden, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { createTable } from '#usecases/table/create-table.ts';
import { soundsOf } from '#usecases/table/sounds-of.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

export interface TitledTable {
  readonly title: string;
  readonly note: string;
  readonly words: { readonly section: string; readonly allView: string; readonly firstField: string };
}

const longestTitle = 60;

/** A title as a table may have, undefined for none. */
export const checkTableTitle = (given: string): string | undefined => {
  const title = given.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  return title === '' || [...title].length > longestTitle || /\p{Cc}|\p{Cs}/u.test(title) ? undefined : title;
};

/** A key for a new table that no table has, the ones in the bin included. */
export const freeTableKey = (world: World, title: string): string =>
  tableKey(title, soundsOf(world), new Set(world.tables.all().map(({ key }) => key)));

/** A new table of a name alone: one text field, so that it can hold rows at once. */
export const createFromTitle = async (world: World, caller: Caller, given: TitledTable): Promise<Outcome<TableEntry>> => {
  if (!canManageTables(caller)) return forbidden(problem('no-right-tables'));
  const title = checkTableTitle(given.title);
  if (title === undefined) return refusedFor(problem('definition-title', '/title', { max: longestTitle }));
  const { section, allView, firstField } = given.words;
  const definition: Definition = {
    biaoli: 1,
    key: freeTableKey(world, title),
    title,
    record: { type: 'object', properties: { name: { title: firstField, type: 'string', 'x-type': 'text' } } },
    layout: [{ key: 'basic', title: section, columns: 2, fields: ['name'] }],
    views: [{ key: 'all', title: allView, columns: ['name'] }],
    reminders: [],
    access: {},
  };
  return createTable(world, caller, { definition, note: given.note, state: 'live', importId: '' });
};
