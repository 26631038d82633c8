import type { CollectionPlan } from '#core/compile/plan-collection.ts';
import type { Statement } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';
import { stampChange } from '#usecases/person/setting.ts';
import { tableEvent } from '#usecases/record/feed.ts';
import { dayAfter, keptDays, settleLines } from '#usecases/revision/line-store.ts';
import { livingForms } from '#usecases/revision/living-forms.ts';
import { noteApproval } from '#usecases/revision/note-approval.ts';
import type { PublishScene } from '#usecases/revision/publish-scene.ts';

/** The one moment: the pointer moves, or the trial begins. Its first statement fails where somebody else was faster. */
export const flipUnit = async (scene: PublishScene): Promise<readonly Statement[]> => {
  const { world, params, entry, change, found } = scene;
  const now = new Date(world.now()).toISOString();
  const { number, trial, note, rollback } = params;
  const own = { definition: found.definition, lines: change.plan.lines };
  const others = await livingForms(world, entry, trial === null ? [entry.table.revision, number] : [number]);
  const settled = settleLines(entry.key, entry.lines, { living: [own, ...others], left: dayAfter(world.now(), keptDays) });
  if (trial !== null)
    return [
      {
        text: `update b_revisions set state = 'trial', trial = :trial where tbl = :key and number = :number and state = 'publishing'`,
        params: { key: entry.key, number, trial: JSON.stringify(trial) },
        changes: 1,
      },
      ...settled,
      stampChange(world),
    ];
  return [
    {
      text: `update b_tables set live = :number, title = :title, updated_at = :now where key = :key and live = :seen and state = 'live'`,
      params: { key: entry.key, number, seen: params.seen, title: found.definition.title, now },
      changes: 1,
    },
    {
      text: `update b_revisions set state = 'published', published_at = case when :rollback = 1 then published_at else :now end, note = case when :rollback = 1 then note else :note end, trial = '' where tbl = :key and number = :number and state = 'publishing'`,
      params: { key: entry.key, number, now, note, rollback: rollback ? 1 : 0 },
      changes: 1,
    },
    ...(params.approved ? [noteApproval(world, { key: entry.key, number }, { ...params.approved, state: 'approved' })] : []),
    ...settled,
    tableEvent(world, entry.key, { kind: 'publish', by: scene.run.job.by }),
    stampChange(world),
  ];
};

/** Indexes of views and rules that are no more: each costs every write something, and a unique one refuses what is allowed now. */
export const staleIndexes = async (world: Pick<World, 'db'>, { collection, indexes }: CollectionPlan): Promise<readonly Statement[]> => {
  const wanted = new Set(indexes.map((text) => /if not exists (\w+)/.exec(text)?.[1]));
  const present = await world.db.read<readonly [string]>({
    text: `select json_array(name) as j from sqlite_master where type = 'index' and tbl_name = :collection and (name like 'i!_%' escape '!' or name glob 'u[0-9_]*') limit 200`,
    params: { collection },
  });
  return present
    .filter(([name]) => /^\w+$/.test(name) && !wanted.has(name))
    .map(([name]) => ({ text: `drop index if exists ${name}`, params: {} }));
};
