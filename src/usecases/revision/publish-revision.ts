import { compileTable } from '#core/compile/compile-table.ts';
import { planCollection } from '#core/compile/plan-collection.ts';
import { problem } from '#core/problem.ts';
import type { Definition } from '#core/definition/definition.ts';
import { done, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Statement } from '#usecases/ports/database.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { stampChange } from '#usecases/person/setting.ts';
import { tableEvent } from '#usecases/record/feed.ts';
import { openStructure, planAgainst, refusedChanges } from '#usecases/revision/plan-revision.ts';
import { findRevision, type RevisionLine } from '#usecases/revision/revision.ts';

/**
 * Makes a stored revision the live one: adds columns, then indexes and the pointer in one unit; rows stay untouched. Only what adds is
 * taken for now. Of two at once one wins, the other is told that the table has changed meanwhile.
 */
export const publishRevision = async (
  world: World,
  caller: Caller,
  { key, number }: { readonly key: string; readonly number: number },
): Promise<Outcome<RevisionLine>> => {
  const opened = openStructure(world, caller, key);
  if (!opened.ok) return opened;
  const found = await findRevision(world, key, number);
  if (!found) return notFound;
  if (found.line.live) return done(found.line);
  const plan = planAgainst(opened.value, found.definition);
  if (plan.refused) return refusedFor(...refusedChanges(plan));
  const columns = planCollection(compileTable(found.definition, number));
  await world.db.ensureCollection({ name: columns.collection, columns: columns.columns });
  const seen = opened.value.table.revision;
  const unit = [
    ...movePointer({ world, caller, key, number, seen, definition: found.definition }),
    ...[...columns.tables, ...columns.indexes].map((text): Statement => ({ text, params: {} })),
    ...(await staleIndexes(world, columns)),
  ];
  const result = await world.db.write(unit, { job: true });
  if (!result.ok) return refusedFor(problem(result.conflict.kind === 'changes' ? 'publish-overtaken' : 'publish-not-unique'));
  await world.tables.reload();
  world.feed.poke();
  const published = await findRevision(world, key, number);
  return published ? done(published.line) : notFound;
};

interface Move {
  readonly world: World;
  readonly caller: Caller;
  readonly key: string;
  readonly number: number;
  /** The revision against which the plan was judged. */
  readonly seen: number;
  readonly definition: Definition;
}

const movePointer = ({ world, caller, key, number, seen, definition }: Move): readonly Statement[] => {
  const now = new Date(world.now()).toISOString();
  return [
    {
      text: `update b_tables set live = :number, title = :title, updated_at = :now where key = :key and live = :seen and state = 'live'`,
      params: { key, number, seen, title: definition.title, now },
      changes: 1,
    },
    {
      text: `update b_revisions set state = 'published', published_at = :now where tbl = :key and number = :number`,
      params: { key, number, now },
      changes: 1,
    },
    tableEvent(world, key, { kind: 'publish', by: caller.id }),
    stampChange(world),
  ];
};

/** Indexes of views that are no more: each costs every write something. */
const staleIndexes = async (world: World, { collection, indexes }: ReturnType<typeof planCollection>): Promise<readonly Statement[]> => {
  const wanted = new Set(indexes.map((text) => /if not exists (\w+)/.exec(text)?.[1]));
  const present = await world.db.read<readonly [string]>({
    text: `select json_array(name) as j from sqlite_master where type = 'index' and tbl_name = :collection and name like 'i!_%' escape '!' limit 200`,
    params: { collection },
  });
  return present
    .filter(([name]) => /^\w+$/.test(name) && !wanted.has(name))
    .map(([name]) => ({ text: `drop index if exists ${name}`, params: {} }));
};
