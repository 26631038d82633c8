import { problem } from '#core/problem.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { planRevision, type RevisionPlan } from '#usecases/revision/plan-revision.ts';
import { findRevision, type Mappings, type RevisionLine, writeLines } from '#usecases/revision/revision.ts';

export interface RevisionDraft {
  readonly key: string;
  readonly definition: unknown;
  readonly note: string;
  /** The manager's readings, kept for trial and publish. */
  readonly mappings?: Mappings;
}

export const longestNote = 2000;

/** Stores a sound definition as the next number of a table, live nowhere; what can never be published is stored too. */
export const storeRevision = async (
  world: World,
  caller: Caller,
  { key, definition, note, mappings = {} }: RevisionDraft,
): Promise<Outcome<{ readonly line: RevisionLine; readonly plan: RevisionPlan }>> => {
  const plan = planRevision(world, caller, { key, definition });
  if (!plan.ok) return plan;
  if ([...note].length > longestNote) return refusedFor(problem('note-too-long', '/note', { max: longestNote }));
  if (plan.value.definition.key !== key) return refusedFor(problem('other-table', '/key', { key }));
  const id = world.newId();
  const result = await world.db.write([
    {
      text: `insert into b_revisions (id, tbl, number, state, note, author, created_at, published_at, document, base, lines) select :id, :key, max(number) + 1, 'draft', :note, :by, :now, '', :document, :base, :lines from b_revisions where tbl = :key`,
      params: {
        id,
        key,
        note: note.trim(),
        by: caller.id,
        now: new Date(world.now()).toISOString(),
        document: JSON.stringify(plan.value.definition),
        base: plan.value.base,
        lines: writeLines({ lines: {}, mappings }),
      },
      changes: 1,
    },
    { text: 'select json_array(number) as j from b_revisions where id = :id', params: { id }, returns: true },
  ]);
  if (!result.ok) throw new Error(`a revision was not stored: ${JSON.stringify(result)}`);
  const [row] = result.results[1]?.rows ?? [];
  const found = Array.isArray(row) ? await findRevision(world, key, Number(row[0])) : undefined;
  if (!found) throw new Error('the revision that was just stored is missing');
  return done({ line: found.line, plan: plan.value });
};
