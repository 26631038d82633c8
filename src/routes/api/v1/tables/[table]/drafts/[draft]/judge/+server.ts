import { judgeDraftResponse } from '#server/http/judge-draft-response.ts';
import type { RequestHandler } from './$types.ts';

/** The verdict on values under a stored draft. */
export const POST: RequestHandler = (event) => judgeDraftResponse(event);
