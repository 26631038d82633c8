import { openApi } from '#core/compile/open-api.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { answerCaller, jsonResponse } from '#server/http/answer.ts';
import { openTable } from '#usecases/table/open-table.ts';
import type { RequestHandler } from './$types.ts';

/** The API with concrete paths for each table the caller sees. */
export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const tables = world.tables.all().flatMap(({ key }) => {
      const access = openTable(world, caller, key);
      if (!access) return [];
      const { create, update, delete: remove, export: out, import: into } = access.rights;
      return [
        {
          table: access.table,
          create,
          update: update !== 'none',
          delete: remove !== 'none',
          structure: canManageTables(caller),
          export: out !== 'none',
          import: into,
        },
      ];
    });
    return jsonResponse(openApi(tables, event.locals.running.config.publicUrl));
  });
