import { pointer, problem, type Problem } from '#core/problem.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** Key by which the system owner of a row is assigned, in tables without a member field that makes rows one's own. */
export const ownerKey = '$owner';

type Raw = Readonly<Record<string, unknown>>;

export interface OwnerChange {
  /** The change without the owner. */
  readonly raw: Raw;
  /** Undefined: stays with whom it is. */
  readonly owner: string | undefined;
  readonly problems: readonly Problem[];
}

/** Takes the owner out of a change; a table with an owner field knows no such key and refuses it as unknown. */
export const readOwnerChange = (access: TableAccess, given: Raw): OwnerChange => {
  if (access.table.ownerField || !Object.hasOwn(given, ownerKey)) return { raw: given, owner: undefined, problems: [] };
  const { [ownerKey]: owner, ...raw } = given;
  const known = typeof owner === 'string' && access.lookup.person(owner) !== undefined;
  if (known) return { raw, owner, problems: [] };
  return { raw, owner: undefined, problems: [problem('person-unknown', pointer(ownerKey), { text: String(owner).slice(0, 40) })] };
};
