import type { Database } from '#usecases/ports/database.ts';

/** One process's way to a database that outlives it. */
export interface MortalDatabase extends Database {
  /** After so many more units every call of this process fails, as after kill -9: what was written stands, nothing more comes. */
  dieAfter(units: number): void;
}

export class Killed extends Error {
  override readonly name = 'Killed';
}

export const mortal = (database: Database): MortalDatabase => {
  let left = Number.POSITIVE_INFINITY;
  const alive = (): void => {
    if (left < 0) throw new Killed('killed');
  };
  return {
    read: async (sql, options) => {
      alive();
      return database.read(sql, options);
    },
    write: async (statements, options) => {
      left -= 1;
      alive();
      return database.write(statements, options);
    },
    ensureCollection: async (collection) => {
      alive();
      return database.ensureCollection(collection);
    },
    dropCollection: async (name) => {
      alive();
      return database.dropCollection(name);
    },
    close: () => database.close(),
    dieAfter: (units) => {
      left = units;
    },
  };
};
