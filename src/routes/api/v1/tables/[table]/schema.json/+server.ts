import { recordSchema } from '#core/compile/record-schema.ts';
import { answerTable } from '#server/http/answer.ts';
import type { RequestHandler } from './$types.ts';

/** Standard JSON Schema 2020-12 of a new record; `?for=record` of stored rows. */
export const GET: RequestHandler = (event) =>
  answerTable(event, async (access) => {
    const schema = recordSchema(access.table, event.url.searchParams.get('for') === 'record' ? 'record' : 'create');
    return new Response(JSON.stringify(schema), { headers: { 'content-type': 'application/schema+json' } });
  });
