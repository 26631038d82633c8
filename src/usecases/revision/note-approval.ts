import type { Statement } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';
import type { Approval } from '#usecases/revision/revision.ts';

/** What was asked of a second person, or answered, now. */
export const noteApproval = (
  world: Pick<World, 'now'>,
  { key, number }: { readonly key: string; readonly number: number },
  approval: Omit<Approval, 'at'>,
): Statement => ({
  text: 'update b_revisions set approval = :approval where tbl = :key and number = :number',
  params: { key, number, approval: JSON.stringify({ ...approval, at: new Date(world.now()).toISOString() }) },
});
