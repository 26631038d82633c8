import type { Values } from '#core/definition/definition.ts';

/** A row as the server hands it to a list: facts, and the values that its columns and marks need. */
export interface ListRow {
  readonly id: string;
  readonly version: number;
  readonly revision: number;
  readonly created: string;
  readonly createdBy: string;
  readonly updated: string;
  readonly owner: string;
  readonly deleted: string;
  readonly values: Values;
}

export interface ListPage {
  readonly rows: readonly ListRow[];
  readonly next: string | null;
  readonly regionWords: Readonly<Record<string, string>>;
  /** The time of a search was up before the page was full. */
  readonly unfinished?: true;
}

export interface ListTotals {
  readonly count: number;
  readonly sums: Readonly<Record<string, number>>;
  /** The time of a search was up: there are at least so many. */
  readonly unfinished?: true;
}
