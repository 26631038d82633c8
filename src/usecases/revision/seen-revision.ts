import type { Definition } from '#core/definition/definition.ts';
import { hiddenKeys } from '#core/permission/field-access.ts';
import { projectDefinition } from '#core/permission/project-definition.ts';
import { canManageTables } from '#core/permission/rights.ts';
import type { FoundRevision, RevisionLine } from '#usecases/revision/revision.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** A revision as the caller may know of it: drafts and who is asked what are for those who change tables; undefined hides it. */
export const seenLine = ({ caller, whole }: TableAccess, line: RevisionLine): RevisionLine | undefined => {
  if (canManageTables(caller)) return line;
  const isTheirs = line.live || line.published !== '' || line.number === whole.revision;
  return isTheirs ? { ...line, trial: null, approval: null } : undefined;
};

/** Its document without what was kept from the caller then, or is now. */
export const seenDefinition = ({ caller, whole }: TableAccess, { definition }: FoundRevision): Definition =>
  canManageTables(caller) ? definition : projectDefinition(definition, caller.role, hiddenKeys(whole.definition, caller.role));
