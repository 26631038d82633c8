import type { Definition } from '#core/definition/definition.ts';
import { hiddenKeys } from '#core/permission/field-access.ts';
import { projectDefinition } from '#core/permission/project-definition.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { operationFields, type FoundRevision, type RevisionLine } from '#usecases/revision/revision.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/**
 * Revisions as the caller may know of them: drafts and who is asked what are for those who change tables, and a note that the product wrote
 * names options, so it is for those who see their field.
 */
export const seenLines = async (
  world: Pick<World, 'db'>,
  { caller, key, table, whole }: TableAccess,
  lines: readonly RevisionLine[],
): Promise<readonly RevisionLine[]> => {
  if (canManageTables(caller)) return lines;
  const worked = new Map(await operationFields(world, key));
  return lines
    .filter((line) => line.live || line.published !== '' || line.number === whole.revision)
    .map((line) => {
      const field = worked.get(line.number);
      const isKept = field !== undefined && table.field(field) === undefined;
      const state = line.state === 'waiting' ? 'published' : line.state; // that somebody wants to go back to it
      return { ...line, state, note: isKept ? '' : line.note, trial: null, approval: null };
    });
};

/** Its document without what was kept from the caller then, or is now. */
export const seenDefinition = ({ caller, whole }: TableAccess, { definition }: FoundRevision): Definition =>
  canManageTables(caller) ? definition : projectDefinition(definition, caller.role, hiddenKeys(whole.definition, caller.role));
