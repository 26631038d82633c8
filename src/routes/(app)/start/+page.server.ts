import { error, redirect } from '@sveltejs/kit';
import { canManagePeople, canManageTables } from '#core/permission/rights.ts';
import { messages } from '#messages/zh-CN/messages.ts';
import { postedAction } from '#server/http/posted-action.ts';
import { demoParts } from '#server/template/demo-parts.ts';
import { templateFacts } from '#server/template/template-facts.ts';
import { shippedTables } from '#server/template/templates.ts';
import { places } from '#ui/shell/places.ts';
import { loadDemo } from '#usecases/demo/load-demo.ts';
import { done, notFound } from '#usecases/outcome.ts';
import { createTable } from '#usecases/table/create-table.ts';
import { nameFreely } from '#usecases/table/name-freely.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { caller, running, language } }) => {
  if (!caller || !canManageTables(caller)) error(403);
  const isFirst = running.world.tables.all().length === 0;
  return { templates: shippedTables().map(templateFacts(language)), isFirst, mayDemo: isFirst && canManagePeople(caller) };
};

export const actions: Actions = {
  template: postedAction(
    async ({ world, caller, text }) => {
      const shipped = shippedTables().find(({ key }) => key === text('template'));
      if (!shipped) return notFound;
      const definition = nameFreely(world, shipped);
      return createTable(world, caller, { definition, note: messages.start.templateNote, state: 'live', importId: '' });
    },
    ({ key }) => redirect(303, places.table(key)),
  ),
  demo: postedAction(
    async ({ running, world, caller }) => {
      const password = running.config.demoPassword ?? world.secrets.newToken().slice(0, 12);
      const loaded = await loadDemo(world, caller, demoParts(messages.start.demoNote, password));
      return loaded.ok ? done({ ...loaded.value, password }) : loaded;
    },
    (demo) => ({ demo }),
  ),
};
