import { error } from '@sveltejs/kit';
import { canManageTables } from '#core/permission/rights.ts';
import { findDraft, listDrafts } from '#usecases/draft/draft.ts';
import { countRows } from '#usecases/table/count-rows.ts';
import { presentTable } from '#usecases/view/present-table.ts';
import type { DesignerFacts } from '#ui/designer/designer-facts.ts';
import { tableScene } from '../table-scene.ts';
import type { PageServerLoad } from './$types.ts';

/** `?draft=` opens that one, of anybody; without it the visitor's own newest; `?tab=` form, views, reminders or json. */
export const load: PageServerLoad = async (event) => {
  const { world, access } = tableScene(event);
  if (!canManageTables(access.caller)) error(403);
  const { caller, key } = access;
  const entry = world.tables.live(key) ?? access;
  const listed = await listDrafts(world, caller, key);
  const drafts = listed.ok ? listed.value : [];
  const wanted = event.url.searchParams.get('draft') ?? drafts.find(({ person }) => person === caller.id)?.id;
  const [found, rows] = await Promise.all([
    wanted === undefined ? undefined : findDraft(world, caller, { key, id: wanted }),
    countRows(world, entry),
  ]);
  if (found?.ok === false) error(404);
  const draft = found?.ok === true ? found.value : null;
  const facts: DesignerFacts = {
    live: entry.table.definition,
    revision: entry.table.revision,
    draft,
    others: drafts.filter(({ id }) => id !== draft?.id),
    rows,
  };
  return { facts, table: presentTable(world, access), language: event.locals.language, tab: event.url.searchParams.get('tab') ?? 'form' };
};
