import { checkDefinition } from '#core/definition/check-definition.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { forbidden, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { createTable } from '#usecases/table/create-table.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

export interface DefinedTable {
  readonly input: Readonly<Record<string, unknown>>;
  /** Stands in for the document's own title. */
  readonly title?: string | undefined;
  readonly note: string;
}

const longestTitle = 60;

/** Makes a table of a definition from outside. Other JSON Schemas are refused for now. */
export const defineTable = async (world: World, caller: Caller, { input, title, note }: DefinedTable): Promise<Outcome<TableEntry>> => {
  if (!canManageTables(caller)) return forbidden(problem('no-right-tables'));
  if (!Object.hasOwn(input, 'biaoli')) return refusedFor(problem('not-a-definition'));
  const given = title?.normalize('NFC').trim();
  if (given !== undefined && (given === '' || [...given].length > longestTitle))
    return refusedFor(problem('definition-title', '/title', { max: longestTitle }));
  const checked = checkDefinition(given === undefined ? input : { ...input, title: given });
  if (!checked.ok) return refusedFor(...checked.problems);
  return createTable(world, caller, { definition: checked.value, note, state: 'live', importId: '' });
};
