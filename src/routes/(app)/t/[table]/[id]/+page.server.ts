import { error } from '@sveltejs/kit';
import { readRecordPage } from '#usecases/view/record-page.ts';
import { tableScene } from '../table-scene.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
  event.depends('app:record');
  const { world, access } = tableScene(event);
  const facts = await readRecordPage(world, access, event.params.id);
  if (!facts) error(404);
  return { facts };
};
