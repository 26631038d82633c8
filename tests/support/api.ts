import { expect } from 'vitest';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
  /** Codes of problem details, in order. */
  readonly codes: readonly string[];
}

export interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  /** Sent as it stands instead of `body` as JSON. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Client = (path: string, ask?: Ask) => Promise<Answer>;

/** What no answer may ever show: the inside of the server. */
const inside =
  /\bat .+\.(?:js|ts):\d+|node_modules|\/build\/|SQLITE|sqlite|\bselect\s.+\sfrom\s|insert into|no such (?:table|column)|\bb_(?:people|history|tables|tokens|sessions)\b|\bt_[a-z_]+_(?:search|options)\b|\/tmp\/|PocketBase refused|undici|ECONN/i;

/** A client of the API of one person; every answer is looked through for what it must not show. */
export const clientOf =
  (url: string, identity: Readonly<Record<string, string>>): Client =>
  async (path, ask = {}) => {
    const payload = ask.raw ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body));
    const response = await fetch(url + path, {
      method: ask.method ?? (payload === undefined ? 'GET' : 'POST'),
      headers: { ...identity, ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...ask.headers },
      redirect: 'manual',
      ...(payload === undefined ? {} : { body: payload }),
    });
    return readAnswer(path, response);
  };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const readAnswer = async (path: string, response: Response): Promise<Answer> => {
  const text = await response.text();
  expect(text, `inside shown by ${path}`).not.toMatch(inside);
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : {};
  const body = isObject(parsed) ? parsed : {};
  if (response.status >= 400) expectProblems(path, response, body);
  return { status: response.status, headers: response.headers, text, body, codes: problemsOf(body).map(({ code }) => String(code)) };
};

/** RFC 9457: every refusal is problem details with words. */
const expectProblems = (path: string, response: Response, body: Record<string, unknown>): void => {
  expect(response.headers.get('content-type'), path).toContain('application/problem+json');
  expect(body, path).toMatchObject({ type: 'about:blank', status: response.status });
  const problems = problemsOf(body);
  expect(problems.length, path).toBeGreaterThan(0);
  for (const { words, code } of problems) {
    expect(String(words), `${path} ${String(code)}`).toMatch(/\p{Script=Han}/u);
    expect(String(words), path).not.toMatch(/\{\w+\}/);
  }
};

export const problemsOf = (body: Record<string, unknown>): readonly Record<string, unknown>[] =>
  Array.isArray(body['problems']) ? body['problems'].filter(isObject) : [];

/** Rows of a page, as ids. */
export const idsOf = (answer: Answer): readonly string[] =>
  Array.isArray(answer.body['records']) ? answer.body['records'].filter(isObject).map((record) => String(record['id'])) : [];

/** Posts a file as a browser's form does. */
export const sendFile = async (client: Client, path: string, bytes: Uint8Array | string, name = 'file.csv'): Promise<Answer> => {
  const form = new FormData();
  form.set('file', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name);
  const wrapped = new Response(form);
  const type = wrapped.headers.get('content-type') ?? '';
  return client(path, { method: 'POST', raw: new Uint8Array(await wrapped.arrayBuffer()), headers: { 'content-type': type } });
};
