import { error } from '@sveltejs/kit';
import { canManagePeople, canManageTables } from '#core/permission/rights.ts';
import { messages } from '#messages/zh-CN/messages.ts';
import { postedAction } from '#server/http/posted-action.ts';
import { demoParts } from '#server/template/demo-parts.ts';
import { templateFacts } from '#server/template/template-facts.ts';
import { shippedTables } from '#server/template/templates.ts';
import { loadDemo } from '#usecases/demo/load-demo.ts';
import { done } from '#usecases/outcome.ts';
import { listTables } from '#usecases/table/list-tables.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { tableActions } from './table-actions.ts';

export const load: PageServerLoad = ({ locals: { caller, running, language } }) => {
  if (!caller || !canManageTables(caller)) error(403);
  const isFirst = running.world.tables.all().length === 0;
  return {
    templates: shippedTables().map(templateFacts(language)),
    tables: listTables(running.world, caller).map(({ key, title }) => ({ key, title })),
    isFirst,
    mayDemo: isFirst && canManagePeople(caller),
  };
};

export const actions: Actions = {
  ...tableActions,
  demo: postedAction(
    async ({ running, world, caller }) => {
      const password = running.config.demoPassword ?? world.secrets.newToken().slice(0, 12);
      const loaded = await loadDemo(world, caller, demoParts(messages.start.demoNote, password));
      return loaded.ok ? done({ ...loaded.value, password }) : loaded;
    },
    (demo) => ({ demo }),
  ),
};
