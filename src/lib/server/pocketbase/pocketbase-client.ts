import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { DatabaseUnavailable } from '#usecases/ports/database.ts';

/** The service account at a PocketBase on loopback. */
export interface ServiceAccount {
  readonly address: string;
  readonly email: string;
  readonly password: string;
}

export interface PocketbaseRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** A job may take 60 s instead of 5 s; only two jobs read at once. */
  readonly job?: boolean;
  /** Reads may be asked again after a broken connection; a write only if it surely never arrived. */
  readonly repeatable: boolean;
}

export interface PocketbaseAnswer {
  readonly status: number;
  readonly text: string;
}

export interface PocketbaseClient {
  /** Any answer of PocketBase is returned as it is. Throws DatabaseUnavailable when there is none in time. */
  send(request: PocketbaseRequest): Promise<PocketbaseAnswer>;
  close(): Promise<void>;
}

/** PocketBase answers, but does not know the service account by this password. */
export class AccountRefused extends DatabaseUnavailable {}

const pageTimeout = 5_000;
const jobTimeout = 60_000;
/** How long a request waits for a PocketBase that is being restarted. */
const gap = 3_000;
const signInPath = '/api/collections/_superusers/auth-with-password';

/** Keep-alive connections with a token that renews itself: on 401 it signs in again, once. Opens nothing before the first request. */
export function openPocketbaseClient(account: ServiceAccount): PocketbaseClient {
  // Apart, so that neither queued writes nor scanning jobs hold up a page.
  const pools = { page: openPool(account, 16), write: openPool(account, 8), job: openPool(account, 2) };
  const post = (pool: Pool, request: PocketbaseRequest, token: string) =>
    request.job ? exchange(pool, request, { token, timeout: jobTimeout }) : exchange(pool, request, { token, timeout: pageTimeout });

  let token: Promise<string> | undefined;
  const signIn = async (): Promise<string> => {
    const body = { identity: account.email, password: account.password };
    const answer = await post(pools.page, { method: 'POST', path: signInPath, body, repeatable: true }, '');
    if (answer.status === 200) return readToken(answer.text);
    throw new AccountRefused(`The service account was not let in (${answer.status})`);
  };
  const currentToken = (): Promise<string> => {
    token ??= signIn().catch((error: unknown) => {
      token = undefined;
      throw error;
    });
    return token;
  };

  return {
    async send(request) {
      const pool = request.job && request.repeatable ? pools.job : request.repeatable ? pools.page : pools.write;
      const used = currentToken();
      const answer = await post(pool, request, await used);
      if (answer.status !== 401) return answer;
      if (token === used) token = undefined;
      return post(pool, request, await currentToken());
    },
    async close() {
      await Promise.all(Object.values(pools).map((pool) => pool.destroy()));
    },
  };
}

const openPool = (account: ServiceAccount, connections: number): Pool =>
  new Pool(account.address, { connections, pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });

function readToken(text: string): string {
  const answer: { token: string } = JSON.parse(text);
  return answer.token;
}

async function exchange(pool: Pool, request: PocketbaseRequest, how: { token: string; timeout: number }): Promise<PocketbaseAnswer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), how.timeout);
  const until = Date.now() + Math.min(gap, how.timeout);
  try {
    for (;;) {
      const answer = await once(pool, request, { token: how.token, signal: abort.signal });
      if (!(answer instanceof Error)) return answer;
      if (abort.signal.aborted) throw new DatabaseUnavailable('The database took too long', { cause: answer });
      if (!mayRepeat(request, answer) || Date.now() > until)
        throw new DatabaseUnavailable('The database does not answer', { cause: answer });
      await wait(50);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** The answer, or the error of the connection as a value. */
async function once(
  pool: Pool,
  request: PocketbaseRequest,
  how: { token: string; signal: AbortSignal },
): Promise<PocketbaseAnswer | Error> {
  try {
    const { statusCode, body } = await pool.request({
      method: request.method,
      path: request.path,
      headers: { authorization: how.token, 'content-type': 'application/json' },
      body: request.body === undefined ? null : JSON.stringify(request.body),
      signal: how.signal,
    });
    return { status: statusCode, text: await body.text() };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A refused connection carried nothing; any other broken one may have. */
const mayRepeat = (request: PocketbaseRequest, error: Error): boolean =>
  'code' in error && (error.code === 'ECONNREFUSED' || (request.repeatable && connectionCodes.has(error.code)));

const connectionCodes = new Set<unknown>(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT']);
