/** Bound parameters by name, `:name` in the SQL text. Arrays and objects are passed as JSON text by the caller. */
export type Params = Readonly<Record<string, string | number | null>>;

/** `text` never holds `;` or a value from outside: only names of a compiled definition and fixed fragments. */
export interface Sql {
  readonly text: string;
  readonly params: Params;
}

/** `changes`: how many rows it must change, else the whole unit is undone. `returns`: it is a select of one JSON text column, read inside the unit. */
export interface Statement extends Sql {
  readonly changes?: number;
  readonly returns?: boolean;
}

/** What a unit answered, one entry per statement; `rows` only where `returns` was asked. */
export interface StatementResult {
  readonly changes: number;
  readonly rows?: readonly unknown[];
}

/**
 * Why a unit was undone: `changes`: statement `index` changed another number of rows than it said;
 * `unique`: a unique index refused; `column` is `table.column` as SQLite names it.
 */
export type WriteConflict =
  { readonly kind: 'changes'; readonly index: number } | { readonly kind: 'unique'; readonly index: number; readonly column: string };

export type WriteResult =
  { readonly ok: true; readonly results: readonly StatementResult[] } | { readonly ok: false; readonly conflict: WriteConflict };

/** `text`: TEXT NOT NULL DEFAULT ''. `json`: nullable, keeps numbers as numbers. */
export interface Column {
  readonly name: string;
  readonly kind: 'text' | 'json';
}

/** A real PocketBase collection; `id` (15 characters, primary key) is implied. Columns are only ever added. */
export interface Collection {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** Thrown when the database cannot answer now: down, restarting, too slow. Becomes a 503. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** The disk under the database has no room left: waiting does not help, somebody has to make room. Nothing of the unit was written. */
export class DiskFull extends DatabaseUnavailable {}

/** The one way to stored rows. The same contract suite runs against every driver (tests/contract/database.test.ts). */
export interface Database {
  /** `sql` selects ONE column of JSON text per row; answers the parsed rows in order. At most 5,000 rows. Gives up after 5 s (60 s with `job`). */
  read<Row>(sql: Sql, options?: { readonly job?: boolean }): Promise<readonly Row[]>;
  /** All or nothing, durable on return (synchronous=FULL). `row`: the id of the one row it writes; units that wait may go in the order of their rows. */
  write(statements: readonly Statement[], options?: { readonly job?: boolean; readonly row?: string }): Promise<WriteResult>;
  /** Makes the collection or adds its missing columns; never changes or drops a column. */
  ensureCollection(collection: Collection): Promise<void>;
  dropCollection(name: string): Promise<void>;
  close(): Promise<void>;
}
