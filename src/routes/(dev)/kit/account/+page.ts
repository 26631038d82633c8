import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types.ts';

/** The gallery is for trying parts while developing; a built server does not have it. */
export const load: PageLoad = () => {
  if (!import.meta.env.DEV) error(404);
};
