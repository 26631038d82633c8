import type { Language } from '#messages/language.ts';
import type { DataJob, DraftLine, PublishDraft, PublishFacts, RevisionLine, WholeRevision } from '#ui/revision/revision-facts.ts';
import { titleOf } from '#ui/field/title-of.ts';
import { trialFeedback } from '#usecases/view/trial-feedback.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

interface Scene {
  readonly world: World;
  readonly access: TableAccess;
  /** The page's own: it reads the public contract as its visitor would. */
  readonly fetch: typeof globalThis.fetch;
  readonly language: Language;
}

interface Wanted {
  readonly draft: string | null;
  readonly revision: number | null;
}

/** Everything the publish page draws; what is not there is null. */
export const publishFacts = async ({ world, access, fetch, language }: Scene, { draft, revision }: Wanted): Promise<PublishFacts> => {
  const base = `/api/v1/tables/${access.key}`;
  const read = async <T>(path: string): Promise<T | null> => {
    const answer = await fetch(`${base}${path}`);
    return answer.ok ? await answer.json() : null;
  };
  const [list, stored, found, jobs, drafts] = await Promise.all([
    read<{ readonly live: number; readonly revisions: readonly RevisionLine[] }>('/revisions'),
    revision === null ? null : read<WholeRevision>(`/revisions/${revision}`),
    draft === null ? null : read<PublishDraft>(`/drafts/${encodeURIComponent(draft)}`),
    read<{ readonly jobs: readonly DataJob[] }>('/jobs'),
    revision === null ? read<{ readonly drafts: readonly DraftLine[] }>('/drafts') : null,
  ]);
  const live = world.tables.live(access.key)?.table ?? access.table;
  const { directory } = world;
  return {
    table: { key: access.key, title: titleOf(live.definition, language) },
    live: list?.live ?? live.revision,
    liveDefinition: live.definition,
    draft: found,
    draftGone: draft !== null && found === null && stored === null,
    stored,
    drafts: drafts?.drafts ?? [],
    revisions: list?.revisions ?? [],
    jobs: jobs?.jobs ?? [],
    feedback: revision === null ? [] : await trialFeedback(world, access.key, revision),
    people: directory.people().map(({ id, name, email, state }) => ({ id, name, email, state })),
    teams: directory.teams().map(({ id, name }) => ({ id, name })),
    me: { id: access.caller.id, name: access.caller.name },
    today: access.asker.today,
    zone: access.asker.zone,
  };
};
