import type { World } from '#usecases/ports/world.ts';

/** What somebody said about a field while trying a revision. */
export interface TrialRemark {
  readonly id: string;
  readonly field: string;
  readonly person: string;
  readonly words: string;
  readonly at: string;
  readonly open: boolean;
}

/** Newest first, at most 200. */
export const trialFeedback = (world: World, key: string, revision: number): Promise<readonly TrialRemark[]> =>
  world.db.read<TrialRemark>({
    text: `select json_object('id', id, 'field', field, 'person', person, 'words', words, 'at', created_at, 'open', json(case when state = 'open' then 'true' else 'false' end)) as j from b_feedback where tbl = :key and revision = :revision order by created_at desc, id desc limit 200`,
    params: { key, revision },
  });
