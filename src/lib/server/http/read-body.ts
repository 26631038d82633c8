import type { RequestEvent } from '@sveltejs/kit';
import { problem } from '#core/problem.ts';
import { parseBody, type JsonObject } from '#core/record/parse-body.ts';
import { problemResponse } from '#server/http/problem-response.ts';

/** Most bytes of a JSON body; files go through imports. */
const mostBytes = 8 * 1024 * 1024;

export type Body =
  { readonly ok: true; readonly value: JsonObject; readonly text: string } | { readonly ok: false; readonly response: Response };

/** Reads a JSON object of a request, strictly; the refusal is a response already (413, 415 or 400). */
export const readBody = async ({ request, locals: { language } }: RequestEvent): Promise<Body> => {
  const refuse = async (status: number, code: string, params = {}): Promise<Body> => ({
    ok: false,
    response: await problemResponse({ status, problems: [problem(code, '', params)], language }),
  });
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(request.headers.get('content-type') ?? '')) return refuse(415, 'json-content-type');
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes)
    return refuse(413, 'body-too-large', { megabytes: mostBytes / 1024 / 1024 });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await request.arrayBuffer());
  } catch {
    return refuse(400, 'not-utf8');
  }
  if (text.length > mostBytes) return refuse(413, 'body-too-large', { megabytes: mostBytes / 1024 / 1024 });
  const parsed = parseBody(text);
  if (parsed.ok) return { ok: true, value: parsed.value, text };
  return { ok: false, response: await problemResponse({ status: 400, problems: parsed.problems, language }) };
};
