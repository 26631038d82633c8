import { error } from '@sveltejs/kit';
import { listRows } from '#usecases/view/list-rows.ts';
import { tableScene } from '../table-scene.ts';
import type { PageServerLoad } from './$types.ts';

/** The last rows that went into the bin, for whoever may take them out again. */
export const load: PageServerLoad = async (event) => {
  event.depends('app:rows');
  const { world, access } = tableScene(event);
  if (access.rights.delete === 'none') error(403);
  const columns = (access.table.definition.views[0]?.columns ?? access.table.fields.map(({ key }) => key)).slice(0, 6);
  const page = await listRows(world, access, { bin: true, limit: 200, sort: ['-$updated'], columns });
  return { columns, page: page.ok ? page.value : { rows: [], next: null, regionWords: {} } };
};
