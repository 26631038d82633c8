import { error } from '@sveltejs/kit';
import { canManagePeople } from '#core/permission/rights.ts';
import { presentImport } from '#server/http/present-import.ts';
import { listTables } from '#usecases/table/list-tables.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals: { caller, running, language }, params, depends }) => {
  if (!caller) error(401);
  depends('app:import');
  const { world, desk, config } = running;
  const found = await desk.report(world, caller, params.id);
  if (!found.ok) error(404);
  const report = await presentImport(found.value, language, world.tables.any(found.value.table)?.table);
  const table = listTables(world, { ...caller, language }).find(({ key }) => key === report.table)?.title;
  return { report, table, clock: { zone: config.timeZone, now: world.now() }, mayLink: canManagePeople(caller) };
};
