import { problem } from '#core/problem.ts';
import { judgeCreate } from '#core/record/judge.ts';
import { planCreate } from '#core/record/plan-create.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { done, forbidden, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { checkFieldRights, onSeenFields } from '#usecases/record/field-rights.ts';
import { earlierAnswer, keepAnswer, type AnswerKey } from '#usecases/record/idempotency.ts';
import { countedRefusal, countErrors } from '#usecases/review/count-usage.ts';
import { answeredRows, uniqueRefusal, writeUnit } from '#usecases/record/write-unit.ts';
import { carryValues, freshAccess } from '#usecases/revision/carry-values.ts';
import { judgingOf, type TableAccess } from '#usecases/table/open-table.ts';

export interface CreateRequest {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly key?: AnswerKey | undefined;
  /** The revision whose form the values come from; undefined is today's. */
  readonly revision?: number | undefined;
}

/** Makes one row from values at any door. With a key, the same request answers the same row for 24 h. */
export const createRecord = async (
  world: World,
  opened: TableAccess,
  { raw, key, revision }: CreateRequest,
): Promise<Outcome<StoredRecord>> => {
  const access = freshAccess(world, opened);
  if (!access.rights.create) return forbidden(problem('no-right-create'));
  const earlier = key && (await earlierAnswer(world, access, key));
  if (earlier) return earlier;
  const carried = await carryValues(world, access, { raw, revision });
  const given = checkFieldRights(access, carried.raw);
  const verdict = judgeCreate(given.raw, judgingOf(access));
  const problems = [...carried.problems, ...given.problems, ...onSeenFields(access, verdict.problems)];
  if (problems.length > 0) {
    countErrors(world, access, problems);
    return refusedFor(...problems);
  }
  const id = world.newId();
  const plan = planCreate({
    table: access.whole,
    rows: [{ id, historyId: world.newId(), values: verdict.values }],
    note: { at: access.now, by: access.caller.id, door: access.caller.door, importId: '' },
    today: access.asker.today,
    pinyin: world.pinyin,
    lookup: access.lookup,
    answer: true,
  });
  const result = await writeUnit(world, [...plan, ...(key ? keepAnswer(access, key, id) : [])], id);
  if (result.ok) {
    const [record] = answeredRows(access, result);
    if (record) return done(record);
  }
  const twin = key && (await earlierAnswer(world, access, key));
  if (twin) return twin;
  if (!result.ok && result.conflict.kind === 'unique') return countedRefusal(world, access, uniqueRefusal(access, result.conflict));
  throw new Error(`a create was undone: ${JSON.stringify(result)}`);
};
