import type { RequestEvent } from '@sveltejs/kit';
import { pointer, problem, type Problem } from '#core/problem.ts';
import { parseBody, type JsonObject } from '#core/record/parse-body.ts';
import { problemResponse } from '#server/http/problem-response.ts';

/** Most bytes of a JSON body; files go through imports. */
const mostBytes = 8 * 1024 * 1024;

export type Body =
  { readonly ok: true; readonly value: JsonObject; readonly text: string } | { readonly ok: false; readonly response: Response };

/** Reads a JSON object of a request, strictly; the refusal is a response already (413, 415, 400, or 422 for a key that is not among `known`). */
export const readBody = async ({ request, locals: { language } }: RequestEvent, known?: readonly string[]): Promise<Body> => {
  const refuse = async (status: number, ...problems: readonly Problem[]): Promise<Body> => ({
    ok: false,
    response: await problemResponse({ status, problems, language }),
  });
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(request.headers.get('content-type') ?? ''))
    return refuse(415, problem('json-content-type'));
  const bytes = await readBytes(request);
  if (!bytes) return refuse(413, problem('body-too-large', '', { megabytes: mostBytes / 1024 / 1024 }));
  const text = decode(bytes);
  if (text === undefined) return refuse(400, problem('not-utf8'));
  const parsed = parseBody(text);
  if (!parsed.ok) return refuse(400, ...parsed.problems);
  const strange = known === undefined ? [] : Object.keys(parsed.value).filter((key) => !known.includes(key));
  if (strange.length > 0) return refuse(422, ...strange.map((key) => problem('unknown-field', pointer(key), { field: key })));
  return { ok: true, value: parsed.value, text };
};

/** Undefined as soon as there is too much, whatever content-length said. */
const readBytes = async (request: Request): Promise<Uint8Array | undefined> => {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return undefined;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.byteLength;
    if (length > mostBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // the decoder's way to say that it is not UTF-8
  }
};
