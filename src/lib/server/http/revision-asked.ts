import type { RequestEvent } from '@sveltejs/kit';
import { revisionNumber } from '#usecases/revision/revision.ts';

/** The revision whose form a write comes from, by header or address; undefined where none is named. */
export const revisionAsked = ({ request, url }: RequestEvent): number | undefined => {
  const named = request.headers.get('x-biaoli-revision') ?? url.searchParams.get('revision');
  return named === null ? undefined : revisionNumber(named.trim());
};
