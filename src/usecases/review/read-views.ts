import type { ViewFields } from '#core/review/field-uses.ts';
import type { World } from '#usecases/ports/world.ts';

/** What people show and filter in views of their own, without whose they are. */
export const readPersonalViews = (world: World, tbl: string): Promise<readonly ViewFields[]> =>
  world.db.read<ViewFields>({
    text: `select json_object('columns', json(coalesce(json_extract(document, '$.columns'), '[]')), 'sort', json(coalesce(json_extract(document, '$.sort'), '[]')), 'filter', json(json_extract(document, '$.filter'))) as j from b_views where tbl = :tbl order by id limit 5000`,
    params: { tbl },
  });
