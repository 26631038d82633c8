/** One problem of a refused request, in words. */
export interface SaidProblem {
  readonly path: string;
  readonly code: string;
  readonly words: string;
}

/** `status` 0: the server could not be reached. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly status: number; readonly problems: readonly SaidProblem[] };

/** The answer behind a status and a body of the API. */
export const answerOf = <T>(status: number, text: string): Answer<T> => {
  const body: unknown = text === '' ? null : parse(text);
  if (status >= 200 && status < 300) {
    const value: T = JSON.parse(text === '' ? 'null' : text);
    return { ok: true, value };
  }
  const problems = typeof body === 'object' && body !== null && 'problems' in body && Array.isArray(body.problems) ? body.problems : [];
  return { ok: false, status, problems };
};

/** What is no JSON says nothing. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Asks the API; a refusal and a lost connection are answers, never thrown. */
export const ask = async <T>(path: string, send?: { readonly method: string; readonly body?: unknown }): Promise<Answer<T>> => {
  try {
    const response = await fetch(path, {
      method: send?.method ?? 'GET',
      ...(send?.body === undefined ? {} : { body: JSON.stringify(send.body), headers: { 'content-type': 'application/json' } }),
    });
    return answerOf<T>(response.status, await response.text());
  } catch (fault) {
    if (fault instanceof TypeError) return { ok: false, status: 0, problems: [] };
    throw fault;
  }
};
