import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { places } from '#ui/shell/places.ts';
import type { World } from '#usecases/ports/world.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';

export interface TableScene {
  readonly world: World;
  readonly access: TableAccess;
}

/** The table of an address for a page: nobody signs in first, what one may not see is not there. */
export const tableScene = ({ locals, params, url }: Pick<RequestEvent, 'locals' | 'params' | 'url'>): TableScene => {
  const { caller, running } = locals;
  if (!caller) redirect(303, `${places.signIn}?to=${encodeURIComponent(url.pathname + url.search)}`);
  const access = openTable(running.world, { ...caller, language: locals.language }, params['table'] ?? '');
  if (!access) error(404);
  return { world: running.world, access };
};
