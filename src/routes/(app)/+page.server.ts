import { redirect } from '@sveltejs/kit';
import { places } from '#ui/shell/places.ts';
import type { PageServerLoad } from './$types.ts';

/** Home is the first table, or the page that makes one. */
export const load: PageServerLoad = async ({ parent }) => {
  const { frame } = await parent();
  const [first] = frame.tables;
  redirect(303, first ? places.table(first.key) : places.start);
};
