import type { RequestEvent } from '@sveltejs/kit';
import { canManageTables } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { openTable } from '#usecases/table/open-table.ts';

/** 403 before a file is taken in: nobody fills our disk with what they may import nowhere. `allowed`: whether this caller may. */
export const importRefusal = async (event: RequestEvent, allowed: boolean): Promise<Response | undefined> =>
  allowed ? undefined : problemResponse({ status: 403, problems: [problem('no-right-import')], language: event.locals.language });

/** Whether there is a table this person may fill from a file, or make of one. */
export const mayImportSomewhere = (world: World, caller: Caller): boolean =>
  canManageTables(caller) || world.tables.all().some(({ key }) => openTable(world, caller, key)?.rights.import === true);
