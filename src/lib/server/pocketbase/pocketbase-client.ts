import { Agent, request as startRequest } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
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
  const pools = { page: openPool(16), write: openPool(8), job: openPool(2) };
  const { hostname, port } = new URL(account.address);
  const post = (agent: Agent, request: PocketbaseRequest, token: string) =>
    exchange({ agent, hostname, port }, request, { token, timeout: request.job ? jobTimeout : pageTimeout });

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
      for (const pool of Object.values(pools)) pool.destroy();
    },
  };
}

/** A kept connection that nobody used for 4 s is closed by us, long before PocketBase would close it under a write. */
const idle = 4_000;
const openPool = (connections: number): Agent =>
  new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections, timeout: idle, scheduling: 'lifo' });

/** Where to, over whose connections. node:http holds half the memory of a client library and is loaded anyway. */
interface Way {
  readonly agent: Agent;
  readonly hostname: string;
  readonly port: string;
}

function readToken(text: string): string {
  const answer: { token: string } = JSON.parse(text);
  return answer.token;
}

async function exchange(way: Way, request: PocketbaseRequest, how: { token: string; timeout: number }): Promise<PocketbaseAnswer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), how.timeout);
  const until = Date.now() + Math.min(gap, how.timeout);
  try {
    for (;;) {
      const answer = await once(way, request, { token: how.token, signal: abort.signal });
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
const once = (
  way: Way,
  { method, path, body }: PocketbaseRequest,
  { token, signal }: { token: string; signal: AbortSignal },
): Promise<PocketbaseAnswer | Error> =>
  new Promise((resolve) => {
    const content = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const headers = { authorization: token, 'content-type': 'application/json', 'content-length': content?.length ?? 0 };
    const request = startRequest({ ...way, method, path, headers, signal }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8') }));
      answer.once('error', resolve);
    });
    request.once('error', resolve);
    request.end(content);
  });

/** A refused connection carried nothing; any other broken one may have. */
const mayRepeat = (request: PocketbaseRequest, error: Error): boolean =>
  'code' in error && (error.code === 'ECONNREFUSED' || (request.repeatable && connectionCodes.has(error.code)));

const connectionCodes = new Set<unknown>(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);
