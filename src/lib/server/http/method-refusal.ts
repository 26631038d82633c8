import type { RequestEvent } from '@sveltejs/kit';
import { problem } from '#core/problem.ts';
import { problemResponse, unauthorized } from '#server/http/problem-response.ts';

/** The frame's 405 in the shape of all refusals of the API; nobody is 401 here, too. */
export const methodRefusal = async ({ locals: { caller, language }, request }: RequestEvent, given: Response): Promise<Response> => {
  if (!caller) return unauthorized(language);
  const allow = given.headers.get('allow') ?? '';
  const problems = [problem('method-not-allowed', '', { method: request.method, allowed: allow.split(', ') })];
  return problemResponse({ status: 405, problems, language, headers: { allow } });
};
