import { problem, type Problem } from '#core/problem.ts';
import type { CompiledField } from '#core/compile/compiled-table.ts';
import type { Values } from '#core/definition/definition.ts';
import { reaches } from '#core/permission/rights.ts';
import { judgeChange, type Standing } from '#core/record/judge.ts';
import { confirmedFields } from '#core/record/confirmed-fields.ts';
import { changedFields, planUpdate } from '#core/record/plan-change.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { done, forbidden, notFound, refusedFor, stale, versionMissing, type Outcome } from '#usecases/outcome.ts';
import type { WriteResult } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';
import { checkFieldRights, onSeenFields } from '#usecases/record/field-rights.ts';
import { findRecord, findWhole, shown } from '#usecases/record/find-record.ts';
import { recallRow } from '#usecases/record/known-rows.ts';
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
  const quick = await updateKnown(world, access, request);
  if (quick) return quick;
  const before = await findWhole(world, access, request.id);
  if (!before || before.deleted !== '') return notFound;
  if (!reaches(access.scope('update'), before.owner)) return forbidden(problem('no-right-update'));
  if (request.version === undefined) return versionMissing;
  if (request.version !== 'any' && request.version !== before.version) return stale(shown(access, before));
  const judged = await judgeUpdate(world, access, { request, before });
  const { faults, warnings } = judged;
  if (faults.length > 0) {
    countErrors(world, access, faults);
    return refusedFor(...faults);
  }
  if (judged.isSame) return done({ record: shown(access, before), warnings });
  const result = await writeUpdate(world, access, judged);
  if (result.ok) {
    const [record] = answeredRows(access, result);
    return record ? done({ record, warnings }) : notFound;
  }
  return result.conflict.kind === 'unique'
    ? countedRefusal(world, access, uniqueRefusal(access, result.conflict))
    : overtaken(world, access, request.id);
};

/**
 * The same without reading the row, where it is known at the version the caller names: the unit itself finds out whether that still stands.
 * Undefined for whatever comes to anything else than a change: what is refused is refused by the row as it is now.
 */
const updateKnown = async (world: World, access: TableAccess, request: UpdateRequest): Promise<Outcome<Updated> | undefined> => {
  const before = typeof request.version === 'number' ? recallRow(access, request.id, request.version) : undefined;
  if (!before || !reaches(access.scope('read'), before.owner) || !reaches(access.scope('update'), before.owner)) return undefined;
  const judged = await judgeUpdate(world, access, { request, before });
  if (judged.faults.length > 0 || judged.isSame) return undefined;
  const result = await writeUpdate(world, access, judged);
  const [record] = result.ok ? answeredRows(access, result) : [];
  return record && done({ record, warnings: judged.warnings });
};

interface Judged {
  readonly before: StoredRecord;
  readonly faults: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly values: Values;
  readonly confirmed: readonly CompiledField[];
  readonly owner: string | undefined;
  /** Nothing of the row would change. */
  readonly isSame: boolean;
}

const judgeUpdate = async (
  world: World,
  access: TableAccess,
  { request, before }: { readonly request: UpdateRequest; readonly before: StoredRecord },
): Promise<Judged> => {
  const carried = await carryValues(world, access, request);
  const { raw, owner, problems } = readOwnerChange(access, carried.raw);
  const given = checkFieldRights(access, raw, before.values);
  const { values, ...verdict } = judgeChange(standingOf(before), given.raw, judgingOf(access));
  const { whole: table, lookup } = access;
  const confirmed = confirmedFields({ table, before, values, lookup });
  const moves = owner !== undefined && owner !== before.owner;
  return {
    before,
    faults: [...carried.problems, ...problems, ...given.problems, ...onSeenFields(access, verdict.problems)],
    warnings: onSeenFields(access, verdict.warnings),
    values,
    confirmed,
    owner,
    isSame: !moves && confirmed.length === 0 && changedFields({ table, before, values }).length === 0,
  };
};

const writeUpdate = async (world: World, access: TableAccess, { before, values, confirmed, owner }: Judged): Promise<WriteResult> => {
  const { whole: table, lookup } = access;
  const note = { at: access.now, by: access.caller.id, door: access.caller.door, importId: '' };
  const beside = (await readBeside(world, access.beside, [before.id])).get(before.id);
  const change = { table, before, values, confirmed, owner, beside, historyId: world.newId(), note, pinyin: world.pinyin, lookup };
  return writeUnit(world, planUpdate(change), before.id);
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
