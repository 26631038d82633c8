import { error } from '@sveltejs/kit';
import { canManageTables } from '#core/permission/rights.ts';
import { revisionNumber } from '#usecases/revision/revision.ts';
import { tableScene } from '../table-scene.ts';
import { publishFacts } from './publish-facts.ts';
import type { PageServerLoad } from './$types.ts';

/** `?draft=` a draft of the designer, `?revision=` a stored number, neither: the history alone. */
export const load: PageServerLoad = async (event) => {
  event.depends('app:revisions');
  const { world, access } = tableScene(event);
  if (!canManageTables(access.caller)) error(403);
  const { searchParams } = event.url;
  const number = searchParams.get('revision');
  const facts = await publishFacts(
    { world, access, fetch: event.fetch, language: event.locals.language },
    { draft: searchParams.get('draft'), revision: number === null ? null : revisionNumber(number) },
  );
  if (number !== null && facts.stored === null) error(404);
  return { facts, language: event.locals.language };
};
