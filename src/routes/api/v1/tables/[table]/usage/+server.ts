import { answerTable } from '#server/http/answer.ts';
import { readBody } from '#server/http/read-body.ts';
import { countFill, countFormErrors } from '#usecases/review/count-usage.ts';
import type { RequestHandler } from './$types.ts';

/** What only the form knows: `{ seconds }` it took to fill a new record, `{ errors: [{ field, code }] }` that kept it from being sent. */
export const POST: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const body = await readBody(event, ['seconds', 'errors']);
    if (!body.ok) return body.response;
    const { seconds, errors } = body.value;
    if (typeof seconds === 'number' && access.rights.create) countFill(world, access, seconds);
    if (Array.isArray(errors)) countFormErrors(world, access, errors);
    return new Response(null, { status: 204 });
  });
