import { problem } from '#core/problem.ts';
import { reaches } from '#core/permission/rights.ts';
import { planRemoval } from '#core/record/plan-change.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { done, forbidden, notFound, stale, versionMissing, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { findWhole, shown } from '#usecases/record/find-record.ts';
import { overtaken } from '#usecases/record/update-record.ts';
import { answeredRows, writeUnit } from '#usecases/record/write-unit.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

export interface RemovalRequest {
  readonly id: string;
  readonly version: number | 'any' | undefined;
  readonly kind: 'delete' | 'restore';
}

/** Puts a row into the bin, or takes it out; only whoever may delete may restore. */
export const removeRecord = async (world: World, access: TableAccess, request: RemovalRequest): Promise<Outcome<StoredRecord>> => {
  const before = await findWhole(world, access, request.id);
  const here = request.kind === 'delete' ? before?.deleted === '' : before !== undefined && before.deleted !== '';
  if (!before || !here) return notFound;
  if (!reaches(access.scope('delete'), before.owner)) return forbidden(problem('no-right-delete'));
  if (request.version === undefined) return versionMissing;
  if (request.version !== 'any' && request.version !== before.version) return stale(shown(access, before));
  const note = { at: access.now, by: access.caller.id, door: access.caller.door, importId: '' };
  const result = await writeUnit(world, planRemoval({ table: access.whole, before, kind: request.kind, historyId: world.newId(), note }));
  if (!result.ok) return overtaken(world, access, request.id);
  const [record] = answeredRows(access, result);
  return record ? done(record) : notFound;
};
