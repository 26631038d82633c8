import { diffDefinitions } from '#core/definition/diff-additive.ts';
import type { Change } from '#core/definition/change.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition } from '#core/definition/definition.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { problem, type Problem } from '#core/problem.ts';
import { done, forbidden, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { openTable } from '#usecases/table/open-table.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

/** What publishing a definition would change in a table as it stands. `refused`: some of it is not taken yet. */
export interface RevisionPlan {
  readonly definition: Definition;
  readonly changes: readonly Change[];
  readonly refused: boolean;
}

/** A table whose structure the caller may change; the command line also reaches what no role reads. */
export const openStructure = (world: World, caller: Caller, key: string): Outcome<TableEntry> => {
  const entry = caller.door === 'cli' ? world.tables.live(key) : openTable(world, caller, key);
  if (!entry) return notFound;
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
  const changes = diffDefinitions(entry.table.definition, definition);
  return { definition, changes, refused: changes.some((change) => change.refused) };
};

/** Each change that is not taken yet, with its reason. */
export const refusedChanges = (plan: RevisionPlan): readonly Problem[] =>
  plan.changes.filter((change) => change.refused).map((change) => problem(change.kind, change.path, change.params));
