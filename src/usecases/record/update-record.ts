import { problem, type Problem } from '#core/problem.ts';
import { reaches } from '#core/permission/rights.ts';
import { judgeChange, type Standing } from '#core/record/judge.ts';
import { confirmedFields } from '#core/record/confirmed-fields.ts';
import { changedFields, planUpdate } from '#core/record/plan-change.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { done, forbidden, notFound, refusedFor, stale, versionMissing, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { checkFieldRights, onSeenFields } from '#usecases/record/field-rights.ts';
import { findRecord, findWhole, shown } from '#usecases/record/find-record.ts';
import { readOwnerChange } from '#usecases/record/owner-change.ts';
import { readBeside } from '#usecases/record/read-beside.ts';
import { countedRefusal, countErrors } from '#usecases/review/count-usage.ts';
import { answeredRows, uniqueRefusal, writeUnit } from '#usecases/record/write-unit.ts';
import { carryValues, freshAccess } from '#usecases/revision/carry-values.ts';
import { judgingOf, type TableAccess } from '#usecases/table/open-table.ts';

export interface UpdateRequest {
  readonly id: string;
  /** The version the caller saw; undefined is refused (428), `any` takes the row as it stands. */
  readonly version: number | 'any' | undefined;
  readonly raw: Readonly<Record<string, unknown>>;
  /** The revision whose form the values come from; undefined is today's. */
  readonly revision?: number | undefined;
}

export interface Updated {
  readonly record: StoredRecord;
  readonly warnings: readonly Problem[];
}

/** Changes the named fields of one row. Order of refusals: not found, forbidden, version missing, stale, refused. */
export const updateRecord = async (world: World, opened: TableAccess, request: UpdateRequest): Promise<Outcome<Updated>> => {
  const access = freshAccess(world, opened);
  const before = await findWhole(world, access, request.id);
  if (!before || before.deleted !== '') return notFound;
  if (!reaches(access.scope('update'), before.owner)) return forbidden(problem('no-right-update'));
  if (request.version === undefined) return versionMissing;
  if (request.version !== 'any' && request.version !== before.version) return stale(shown(access, before));
  const carried = await carryValues(world, access, request);
  const { raw, owner, problems } = readOwnerChange(access, carried.raw);
  const given = checkFieldRights(access, raw, before.values);
  const verdict = judgeChange(standingOf(before), given.raw, judgingOf(access));
  const faults = [...carried.problems, ...problems, ...given.problems, ...onSeenFields(access, verdict.problems)];
  if (faults.length > 0) {
    countErrors(world, access, faults);
    return refusedFor(...faults);
  }
  const warnings = onSeenFields(access, verdict.warnings);
  const moves = owner !== undefined && owner !== before.owner;
  const { whole: table, lookup } = access;
  const { values } = verdict;
  const confirmed = confirmedFields({ table, before, values, lookup });
  if (!moves && confirmed.length === 0 && changedFields({ table, before, values }).length === 0)
    return done({ record: shown(access, before), warnings });
  const note = { at: access.now, by: access.caller.id, door: access.caller.door, importId: '' };
  const beside = (await readBeside(world, access.beside, [before.id])).get(before.id);
  const change = { table, before, values, confirmed, owner, beside, historyId: world.newId(), note, pinyin: world.pinyin, lookup };
  const plan = planUpdate(change);
  const result = await writeUnit(world, plan);
  if (result.ok) {
    const [record] = answeredRows(access, result);
    return record ? done({ record, warnings }) : notFound;
  }
  return result.conflict.kind === 'unique'
    ? countedRefusal(world, access, uniqueRefusal(access, result.conflict))
    : overtaken(world, access, request.id);
};

/** Somebody wrote between our read and our write. */
export const overtaken = async (world: World, access: TableAccess, id: string): Promise<Outcome<never>> => {
  const now = await findRecord(world, access, id);
  return now ? stale(now) : notFound;
};

export const standingOf = (record: StoredRecord): Standing => ({
  values: record.values,
  system: { $created: record.created, $updated: record.updated, $by: record.createdBy, $revision: record.revision },
});
