import type { World } from '#usecases/ports/world.ts';
import type { LivingForm } from '#usecases/revision/line-store.ts';
import { findRevision } from '#usecases/revision/revision.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

/** The revisions people work with now, the live one and the one on trial, without the one that is being changed. */
export const livingForms = async (
  world: Pick<World, 'db'>,
  entry: TableEntry,
  without: readonly number[] = [],
): Promise<readonly LivingForm[]> => {
  const numbers = [entry.table.revision, ...(entry.trial ? [entry.trial.table.revision] : [])].filter(
    (number) => !without.includes(number),
  );
  const found = await Promise.all(numbers.map((number) => findRevision(world, entry.key, number)));
  return found.filter((revision) => revision !== undefined);
};
