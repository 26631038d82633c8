import { redirect } from '@sveltejs/kit';
import { places } from '#ui/shell/places.ts';
import type { PageServerLoad } from './$types.ts';

/** Home is the first table, else the page that makes one; who may not make one is told so. */
export const load: PageServerLoad = async ({ parent }) => {
  const { frame } = await parent();
  const [first] = frame.tables;
  if (first) redirect(303, places.table(first.key));
  if (frame.may.makeTables) redirect(303, places.start);
};
