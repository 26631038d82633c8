import { jsonResponse } from '#server/http/answer.ts';
import type { RequestHandler } from './$types.ts';

/** Whether the server and its database answer. */
export const GET: RequestHandler = async ({ locals: { running } }) => {
  try {
    await running.world.db.read({ text: 'select json_array(1) as j', params: {} });
    return jsonResponse({ ok: true });
  } catch {
    return jsonResponse({ ok: false }, 503);
  }
};
