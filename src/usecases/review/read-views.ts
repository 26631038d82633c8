import type { Condition } from '#core/condition/condition.ts';
import type { ViewFields } from '#core/review/field-uses.ts';
import type { World } from '#usecases/ports/world.ts';

/** What people show and filter in views of their own, without whose they are. */
export const readPersonalViews = async (world: World, tbl: string): Promise<readonly ViewFields[]> => {
  const views = await world.db.read<ViewFields & { readonly filter: Condition | null }>({
    text: `select json_object('columns', json(coalesce(json_extract(document, '$.columns'), '[]')), 'sort', json(coalesce(json_extract(document, '$.sort'), '[]')), 'filter', json(json_extract(document, '$.filter'))) as j from b_views where tbl = :tbl order by id limit 5000`,
    params: { tbl },
  });
  return views.map(({ filter, ...view }) => (filter === null ? view : { ...view, filter }));
};
