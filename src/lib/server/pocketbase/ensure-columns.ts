import { createHash } from 'node:crypto';
import type { Collection, Column } from '#usecases/ports/database.ts';
import { checkName } from '../sqlite/sql-text.ts';
import type { PocketbaseClient, PocketbaseRequest } from './pocketbase-client.ts';

interface StoredField {
  readonly name: string;
}
interface StoredCollection {
  readonly name: string;
  readonly fields: readonly StoredField[];
}

/** Makes collections and adds columns through PocketBase's own API, one call after the other, remembering what is there. */
export interface ColumnKeeper {
  ensure(collection: Collection): Promise<void>;
  drop(name: string): Promise<void>;
}

export function openColumnKeeper(client: PocketbaseClient): ColumnKeeper {
  let stored: Map<string, StoredCollection> | undefined;
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined); // the caller of that turn has the error
    return turn;
  };
  const remember = async (): Promise<Map<string, StoredCollection>> => (stored ??= await readAll(client));

  return {
    ensure: (collection) =>
      inTurn(async () => {
        const all = await remember();
        const before = all.get(collection.name);
        const present = new Set(before?.fields.map((field) => field.name));
        const missing = collection.columns.filter((column) => !present.has(column.name)).map(fieldOf);
        if (before && missing.length === 0) return;
        const path = `/api/collections${before ? `/${before.name}` : ''}`;
        // Always the full list with the ids as stored: a field left out would be dropped with its data.
        const fields = [...(before?.fields ?? []), ...missing];
        const body = before ? { fields } : { name: checkName(collection.name), type: 'base', fields, ...closedRules };
        const answer = await change(client, { method: before ? 'PATCH' : 'POST', path, body, repeatable: false });
        const after: StoredCollection = JSON.parse(answer.text);
        all.set(after.name, after);
      }),
    drop: (name) =>
      inTurn(async () => {
        const all = await remember();
        if (!all.has(checkName(name))) return;
        await change(client, { method: 'DELETE', path: `/api/collections/${name}`, repeatable: false });
        all.delete(name);
      }),
  };
}

const closedRules = { listRule: null, viewRule: null, createRule: null, updateRule: null, deleteRule: null };

/** An explicit id makes a second PATCH keep the column. Limits are far off: `core` judges, PocketBase only stores. */
function fieldOf(column: Column): StoredField & Record<string, unknown> {
  const id = `f${createHash('sha256').update(column.name).digest('hex').slice(0, 14)}`;
  const name = checkName(column.name);
  return column.kind === 'json' ? { id, name, type: 'json', maxSize: 50_000_000 } : { id, name, type: 'text', max: 1_000_000 };
}

async function readAll(client: PocketbaseClient): Promise<Map<string, StoredCollection>> {
  const all = new Map<string, StoredCollection>();
  for (let page = 1; ; page++) {
    const answer = await change(client, { method: 'GET', path: `/api/collections?perPage=500&skipTotal=1&page=${page}`, repeatable: true });
    const { items }: { items: readonly StoredCollection[] } = JSON.parse(answer.text);
    for (const item of items) all.set(item.name, item);
    if (items.length < 500) return all;
  }
}

async function change(client: PocketbaseClient, request: PocketbaseRequest) {
  const answer = await client.send({ ...request, job: request.method !== 'GET' });
  if (answer.status < 300) return answer;
  throw new Error(`PocketBase refused ${request.method} ${request.path}: ${answer.text.slice(0, 2_000)}`);
}
