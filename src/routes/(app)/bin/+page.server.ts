import { error, fail } from '@sveltejs/kit';
import { canManageTables } from '#core/permission/rights.ts';
import { titleIn } from '#core/naming.ts';
import { problem } from '#core/problem.ts';
import { formText } from '#server/http/form-text.ts';
import { refusalProblems } from '#server/http/refusal-problems.ts';
import { binTable } from '#usecases/table/bin-table.ts';
import { countRows } from '#usecases/table/count-rows.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals: { caller, running, language } }) => {
  if (!caller || !canManageTables(caller)) error(403);
  const { world, config } = running;
  const line = async (entry: TableEntry) => {
    const { definition } = entry.table;
    const title = titleIn(definition, language);
    return { key: entry.key, title, rows: await countRows(world, entry), updatedAt: entry.updatedAt };
  };
  const inState = (state: TableEntry['state']) =>
    Promise.all(
      world.tables
        .all()
        .filter((entry) => entry.state === state)
        .map(line),
    );
  const [binned, live] = await Promise.all([inState('bin'), inState('live')]);
  return { binned, live, clock: { zone: config.timeZone, now: world.now() } };
};

export const actions: Actions = {
  move: async ({ locals: { caller, running }, request }) => {
    if (!caller) return fail(401, { problems: [problem('sign-in-needed')] });
    const form = await request.formData();
    const moved = await binTable(running.world, caller, {
      key: formText(form, 'table'),
      to: formText(form, 'to') === 'live' ? 'live' : 'bin',
    });
    return moved.ok ? {} : fail(422, { problems: refusalProblems(moved.refusal) });
  },
};
