import type { RequestEvent } from '@sveltejs/kit';
import { readBody, type Body } from '#server/http/read-body.ts';

/** Like readBody, but nothing at all is an empty object: for requests whose address says almost everything. */
export const readOptionalBody = async (event: RequestEvent, known: readonly string[]): Promise<Body> => {
  const { headers } = event.request;
  const isEmpty = headers.get('content-length') === '0' || (!headers.has('content-length') && !headers.has('transfer-encoding'));
  return isEmpty ? { ok: true, value: {}, text: '' } : readBody(event, known);
};
