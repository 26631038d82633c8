import { answerCaller } from '#server/http/answer.ts';
import { notFoundResponse } from '#server/http/problem-response.ts';
import type { RequestHandler } from './$types.ts';

/** Addresses of the API that lead nowhere answer as the others do. */
export const fallback: RequestHandler = (event) => answerCaller(event, () => notFoundResponse(event.locals.language));
