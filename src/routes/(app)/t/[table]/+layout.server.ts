import { listPersonalViews } from '#usecases/view/personal-view.ts';
import { presentTable } from '#usecases/view/present-table.ts';
import { revisionNews } from '#usecases/view/revision-news.ts';
import { tableScene } from './table-scene.ts';
import type { LayoutServerLoad } from './$types.ts';

export const load: LayoutServerLoad = async (event) => {
  event.depends('app:views');
  const { world, access } = tableScene(event);
  const [views, news] = await Promise.all([listPersonalViews(world, access), revisionNews(world, access)]);
  return { table: presentTable(world, access), views, news };
};
