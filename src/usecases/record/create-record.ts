import { problem } from '#core/problem.ts';
import { judgeCreate } from '#core/record/judge.ts';
import { planCreate } from '#core/record/plan-create.ts';
import type { UnitStatement } from '#core/record/unit.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { done, forbidden, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { answeredRows, uniqueRefusal, writeUnit } from '#usecases/record/write-unit.ts';
import { judgingOf, type TableAccess } from '#usecases/table/open-table.ts';

/** Makes one row from values at any door. `beside` joins the same unit (an idempotency key). */
export const createRecord = async (
  world: World,
  access: TableAccess,
  { raw, beside = [] }: { readonly raw: Readonly<Record<string, unknown>>; readonly beside?: readonly UnitStatement[] },
): Promise<Outcome<StoredRecord>> => {
  if (!access.rights.create) return forbidden(problem('no-right-create'));
  const verdict = judgeCreate(raw, judgingOf(access));
  if (verdict.problems.length > 0) return refusedFor(...verdict.problems);
  const result = await writeUnit(world, [
    ...beside,
    ...planCreate({
      table: access.table,
      rows: [{ id: world.newId(), historyId: world.newId(), values: verdict.values }],
      note: { at: access.now, by: access.caller.id, door: access.caller.door, importId: '' },
      today: access.asker.today,
      pinyin: world.pinyin,
      answer: true,
    }),
  ]);
  if (result.ok) {
    const [record] = answeredRows(access, result);
    if (record) return done(record);
  }
  if (!result.ok && result.conflict.kind === 'unique') return uniqueRefusal(access, result.conflict);
  throw new Error(`a create was undone: ${JSON.stringify(result)}`);
};
