import { diffDefinitions } from '#core/definition/diff-definitions.ts';
import type { Change } from '#core/definition/change.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition } from '#core/definition/definition.ts';
import { keepTombstones } from '#core/definition/keep-tombstones.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { problem, type Problem } from '#core/problem.ts';
import { done, forbidden, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { openTable } from '#usecases/table/open-table.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

/** What publishing a definition would change in a table as it stands, before any row is looked at. `refused`: some of it is never taken. */
export interface RevisionPlan {
  readonly definition: Definition;
  /** The live number it was compared with. */
  readonly base: number;
  readonly changes: readonly Change[];
  readonly refused: boolean;
}

/** The live form of a table whose structure the caller may change; the command line also reaches what no role reads. */
export const openStructure = (world: World, caller: Caller, key: string): Outcome<TableEntry> => {
  const entry = world.tables.live(key);
  if (!entry || (caller.door !== 'cli' && !openTable(world, caller, key))) return notFound;
  return canManageTables(caller) ? done(entry) : forbidden(problem('no-right-tables'));
};

/** Judges a definition from outside against the live one, and writes nothing. */
export const planRevision = (
  world: World,
  caller: Caller,
  { key, definition }: { readonly key: string; readonly definition: unknown },
): Outcome<RevisionPlan> => {
  const opened = openStructure(world, caller, key);
  if (!opened.ok) return opened;
  const checked = checkDefinition(definition);
  if (!checked.ok) return refusedFor(...checked.problems);
  return done(planAgainst(opened.value, checked.value));
};

export const planAgainst = (entry: TableEntry, definition: Definition): RevisionPlan => {
  const kept = keepTombstones(entry.table.definition, definition);
  const changes = diffDefinitions(entry.table.definition, kept);
  return { definition: kept, base: entry.table.revision, changes, refused: changes.some(({ effect }) => effect === 'refused') };
};

/** Each change that is never taken, with its reason. */
export const refusedChanges = ({ changes }: Pick<RevisionPlan, 'changes'>): readonly Problem[] =>
  changes.filter(({ effect }) => effect === 'refused').map((change) => problem(change.kind, change.path, change.params));
