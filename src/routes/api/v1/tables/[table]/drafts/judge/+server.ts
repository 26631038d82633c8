import { judgeDraftResponse } from '#server/http/judge-draft-response.ts';
import type { RequestHandler } from './$types.ts';

/** The verdict on values under a document that need not be stored. */
export const POST: RequestHandler = (event) => judgeDraftResponse(event);
