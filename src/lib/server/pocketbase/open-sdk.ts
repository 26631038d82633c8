import PocketBase, { ClientResponseError } from 'pocketbase';
import { DatabaseUnavailable } from '#usecases/ports/database.ts';
import type { PocketbaseClient, PocketbaseRequest } from './pocketbase-client.ts';

/** PocketBase's own SDK for what it knows best, its collections; its requests go over our kept connections and service token. */
export function openSdk(client: PocketbaseClient): PocketBase {
  const sdk = new PocketBase('http://pocketbase'); // only the paths of its addresses are used
  sdk.autoCancellation(false);
  sdk.beforeSend = (url, options) => ({
    url,
    options: { ...options, fetch: (address: RequestInfo | URL, init?: RequestInit) => carry(client, address, init) },
  });
  return sdk;
}

const methods: Readonly<Record<string, PocketbaseRequest['method']>> = { GET: 'GET', POST: 'POST', PATCH: 'PATCH', DELETE: 'DELETE' };

async function carry(client: PocketbaseClient, address: RequestInfo | URL, init: RequestInit | undefined): Promise<Response> {
  const { pathname, search } = new URL(address instanceof Request ? address.url : address);
  const method = methods[init?.method ?? 'GET'] ?? 'GET';
  const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
  const answer = await client.send({ method, path: pathname + search, body, job: method !== 'GET', repeatable: method === 'GET' });
  return new Response(answer.text === '' ? null : answer.text, { status: answer.status });
}

/** Runs a call of the SDK; a dead database stays a dead database, every other refusal says what PocketBase answered. */
export async function askSdk<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ClientResponseError)) throw error;
    const cause: unknown = error.originalError;
    if (cause instanceof DatabaseUnavailable) throw cause;
    throw new Error(`PocketBase refused ${error.url} (${error.status}): ${JSON.stringify(error.response).slice(0, 2_000)}`, {
      cause: error,
    });
  }
}
