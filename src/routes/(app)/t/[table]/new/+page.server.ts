import { error } from '@sveltejs/kit';
import { tableScene } from '../table-scene.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
  const { access } = tableScene(event);
  if (!access.rights.create) error(403);
};
