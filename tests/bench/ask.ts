import { Pool } from 'undici';

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly etag: string;
}

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PATCH';
  readonly body?: string;
  readonly match?: string;
}

/** Keep-alive connections of one person; an answer of another status than 200 to 202 is a fault of the benchmark. */
export interface Client {
  ask(path: string, request?: Request): Promise<Reply>;
  /** Reads an answer to its end and tells its bytes. */
  drain(path: string): Promise<number>;
  upload(path: string, file: { readonly name: string; readonly content: Blob }): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export const openClient = (url: string, token = ''): Client => {
  const pool = new Pool(url, { connections: 8, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
  const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
  const check = (status: number, path: string, text: string): void => {
    if (status > 202) throw new Error(`${status} for ${path}: ${text.slice(0, 500)}`);
  };
  return {
    ask: async (path, { method = 'GET', body, match } = {}) => {
      const sent = {
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(match === undefined ? {} : { 'if-match': match }),
      };
      const answer = await pool.request({ method, path, headers: sent, body: body ?? null });
      const text = await answer.body.text();
      check(answer.statusCode, path, text);
      return { status: answer.statusCode, text, etag: String(answer.headers['etag'] ?? '') };
    },
    drain: async (path) => {
      const answer = await pool.request({ method: 'GET', path, headers });
      let bytes = 0;
      for await (const chunk of answer.body) bytes += Buffer.isBuffer(chunk) ? chunk.length : 0;
      check(answer.statusCode, path, '');
      return bytes;
    },
    upload: async (path, { name, content }) => {
      const form = new FormData();
      form.set('file', content, name);
      const answer = await fetch(url + path, { method: 'POST', headers, body: form });
      const text = await answer.text();
      check(answer.status, path, text);
      const body: Record<string, unknown> = JSON.parse(text);
      return body;
    },
    close: () => pool.close(),
  };
};
