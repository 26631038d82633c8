import { error } from '@sveltejs/kit';
import { optionsOf } from '#core/field/option-rules.ts';
import { titleIn } from '#core/naming.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { presentLine, presentReview } from '#usecases/review/present-review.ts';
import { findReview, listReviews } from '#usecases/review/review-store.ts';
import type { PageServerLoad } from './$types.ts';
import { tableScene } from '../table-scene.ts';

/** `?review=` names one; else the newest. */
export const load: PageServerLoad = async (event) => {
  const { access, world } = tableScene(event);
  if (!canManageTables(access.caller)) error(403);
  const lines = await listReviews(world, access.key);
  const wanted = event.url.searchParams.get('review');
  const found = await findReview(world, access.key, wanted ?? lines[0]?.id ?? '');
  if (wanted !== null && !found) error(404);
  const { definition } = access.table;
  return {
    key: access.key,
    title: titleIn(definition, event.locals.language),
    lines: lines.map((line) => presentLine(world, line)),
    review: found && presentReview(world, access, found),
    options: Object.fromEntries(
      Object.entries(definition.record.properties).flatMap(([key, schema]) => {
        const open = optionsOf(schema).filter((option) => option.deprecated !== true);
        return open.length === 0 ? [] : [[key, Object.fromEntries(open.map((option) => [option.title, option.const]))]];
      }),
    ),
    clock: { zone: world.zone, now: world.now() },
    language: event.locals.language,
  };
};
