import { checkCondition } from '#core/condition/check-condition.ts';
import type { Condition } from '#core/condition/condition.ts';
import type { Problem } from '#core/problem.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { countRecords } from '#usecases/record/list-records.ts';
import { rowsFor, type TableAccess } from '#usecases/table/open-table.ts';

/** How many of the rows the caller sees meet a condition today; none given counts all. It leaves no trace in the usage of fields. */
export const countHits = async (world: World, access: TableAccess, filter: unknown): Promise<Outcome<number>> => {
  const faults = filter === undefined ? [] : checkCondition(filter, access.table, '/filter');
  if (!isSound(filter, faults)) return refusedFor(...faults);
  return done(await countRecords(world, access, { ...rowsFor(access, 'read'), filter }));
};

const isSound = (_filter: unknown, faults: readonly Problem[]): _filter is Condition | undefined => faults.length === 0;
