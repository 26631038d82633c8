import type { World } from '#usecases/ports/world.ts';
import { applyImport } from '#usecases/import/apply-import.ts';
import { markImport, undoImport, unfinishedImports } from '#usecases/import/import-store.ts';
import { eraseTable } from '#usecases/table/create-table.ts';

/** After a crash: an import that was still reading never happened, one that was being applied ends. Before anybody is let in. */
export const recoverImports = async (world: World): Promise<void> => {
  for (const stored of await unfinishedImports(world)) {
    const report = stored.report;
    if (stored.state === 'applying' && report) {
      await applyImport(world, { plan: stored.plan, by: stored.by, people: stored.people });
      await markImport(world, stored.plan, { state: 'done', report: { ...report, state: 'done' }, people: stored.people });
      continue;
    }
    await undoImport(world, stored.plan);
    await world.db.write([{ text: `update b_imports set state = 'failed' where id = :id`, params: { id: stored.id } }]);
  }
  await world.tables.reload();
  for (const entry of world.tables.all()) if (entry.state === 'building') await eraseTable(world, entry.key);
};
