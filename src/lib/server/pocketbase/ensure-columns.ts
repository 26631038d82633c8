import { createHash } from 'node:crypto';
import { ClientResponseError, type CollectionField, type CollectionService } from 'pocketbase';
import type { Collection, Column } from '#usecases/ports/database.ts';
import { checkName } from '../sqlite/sql-text.ts';
import { askSdk, openSdk } from './open-sdk.ts';
import type { PocketbaseClient } from './pocketbase-client.ts';

type StoredField = CollectionField | (Record<string, unknown> & { readonly name: string });
interface StoredCollection {
  readonly name: string;
  readonly fields: readonly StoredField[];
}

/**
 * Makes collections and adds columns through PocketBase's own API, one call after the other. What is remembered only saves asking: the command
 * line changes collections beside the server, so one that is to be changed is read anew.
 */
export interface ColumnKeeper {
  ensure(collection: Collection): Promise<void>;
  drop(name: string): Promise<void>;
}

export function openColumnKeeper(client: PocketbaseClient): ColumnKeeper {
  const { collections } = openSdk(client);
  let stored: Map<string, StoredCollection> | undefined;
  let last: Promise<void> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined); // the caller of that turn has the error
    return turn;
  };
  const remember = async (): Promise<Map<string, StoredCollection>> => (stored ??= await readAll(collections));

  return {
    ensure: (collection) =>
      inTurn(async () => {
        const all = await remember();
        if (isComplete(all.get(collection.name), collection)) return;
        const before = await readOne(collections, collection.name);
        // Always the full list with the ids as stored: a field left out would be dropped with its data.
        const fields = [...(before?.fields ?? []), ...missingIn(before, collection).map(fieldOf)];
        const made = { name: checkName(collection.name), type: 'base', fields, ...closedRules };
        const after = await askSdk(() => (before ? collections.update(before.name, { fields }) : collections.create(made)));
        all.set(after.name, after);
      }),
    drop: (name) =>
      inTurn(async () => {
        const all = await remember();
        if (await readOne(collections, checkName(name))) await askSdk(() => collections.delete(name));
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

const missingIn = (stored: StoredCollection | undefined, { columns }: Collection): readonly Column[] => {
  const present = new Set(stored?.fields.map((field) => field.name));
  return columns.filter((column) => !present.has(column.name));
};

const isComplete = (stored: StoredCollection | undefined, collection: Collection): boolean =>
  stored !== undefined && missingIn(stored, collection).length === 0;

/** As it stands now; undefined where there is none. */
async function readOne(collections: CollectionService, name: string): Promise<StoredCollection | undefined> {
  return askSdk(() =>
    collections.getOne(name).catch((error: unknown) => {
      if (error instanceof ClientResponseError && error.status === 404) return undefined;
      throw error;
    }),
  );
}

async function readAll(collections: CollectionService): Promise<Map<string, StoredCollection>> {
  const all = await askSdk(() => collections.getFullList({ batch: 500 }));
  return new Map(all.map((collection) => [collection.name, collection]));
}
