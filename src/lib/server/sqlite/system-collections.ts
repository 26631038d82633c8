import type { Collection, Column } from '#usecases/ports/database.ts';
import system from '../../../../pb_migrations/system-collections.json' with { type: 'json' };

const column = (word: string): Column =>
  word.endsWith(':json') ? { name: word.slice(0, -5), kind: 'json' } : { name: word, kind: 'text' };

/**
 * Our own collections, the same for every driver; the migration of a fresh PocketBase reads the same list. `name:json` is a json column.
 * Columns are only ever added. The rowid of b_history is the sequence of events.
 */
export const systemCollections: readonly Collection[] = Object.entries(system.collections).map(([name, words]) => ({
  name,
  columns: words.split(' ').map(column),
}));

/** Partial where an unset column is '': several unset values are no conflict. */
export const systemIndexes: readonly string[] = system.indexes;
