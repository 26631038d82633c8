import { answerTable } from '#server/http/answer.ts';
import { browserCheckModule } from '#server/http/browser-check.ts';
import type { RequestHandler } from './$types.ts';

const made = new WeakMap<object, string>();

/** The form's checks, precompiled; an address with `?r=` names one revision and may be kept for ever. */
export const GET: RequestHandler = (event) =>
  answerTable(event, async ({ table }) => {
    const body = made.get(table) ?? browserCheckModule(table);
    made.set(table, body);
    const fixed = event.url.searchParams.get('r') === String(table.revision);
    return new Response(body, {
      headers: { 'content-type': 'text/javascript', 'cache-control': fixed ? 'private, max-age=604800' : 'private, no-store' },
    });
  });
