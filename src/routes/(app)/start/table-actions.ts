import { redirect } from '@sveltejs/kit';
import { fill } from '#messages/fill.ts';
import { messages } from '#messages/zh-CN/messages.ts';
import { postedAction } from '#server/http/posted-action.ts';
import { shippedTables } from '#server/template/templates.ts';
import { places } from '#ui/shell/places.ts';
import { notFound } from '#usecases/outcome.ts';
import { createFromCopy } from '#usecases/table/create-from-copy.ts';
import { createFromTitle } from '#usecases/table/create-from-title.ts';
import { createTable } from '#usecases/table/create-table.ts';
import { nameFreely } from '#usecases/table/name-freely.ts';

const { start, workbook } = messages;

/** The ways to a new table that post a form: a template, a name alone, a copy. */
export const tableActions = {
  template: postedAction(
    async ({ world, caller, text }) => {
      const shipped = shippedTables().find(({ key }) => key === text('template'));
      if (!shipped) return notFound;
      const definition = nameFreely(world, shipped);
      return createTable(world, caller, { definition, note: start.templateNote, state: 'live', importId: '' });
    },
    ({ key }) => redirect(303, places.table(key)),
  ),
  empty: postedAction(
    ({ world, caller, text }) => {
      const words = { ...workbook, firstField: start.firstField };
      return createFromTitle(world, caller, { title: text('title'), note: start.emptyNote, words });
    },
    ({ key }) => redirect(303, places.design(key)),
  ),
  copy: postedAction(
    ({ world, caller, text }) => {
      const table = text('table');
      const title = world.tables.live(table)?.table.definition.title ?? '';
      return createFromCopy(world, caller, { table, title: text('title'), note: fill(start.copyNote, { title }) });
    },
    ({ key }) => redirect(303, places.design(key)),
  ),
};
