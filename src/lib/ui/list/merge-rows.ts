import type { ListRow } from './list-row.ts';

/** A further page behind the rows that are known; a row that moved meanwhile stands once. */
export const appendRows = (rows: readonly ListRow[], more: readonly ListRow[]): readonly ListRow[] => {
  const known = new Set(rows.map((row) => row.id));
  return [...rows, ...more.filter((row) => !known.has(row.id))];
};

/** The rows after some were read anew: those that came back are replaced, those that did not have left the list. */
export const replaceRows = (rows: readonly ListRow[], ids: readonly string[], got: readonly ListRow[]): readonly ListRow[] => {
  const byId = new Map(got.map((row) => [row.id, row]));
  return rows.flatMap((row) => (ids.includes(row.id) ? (byId.get(row.id) ?? []) : row));
};

/** Ids of rows that belong to the list but are not in it yet. */
export const missingIds = (rows: readonly ListRow[], got: readonly ListRow[]): readonly string[] => {
  const here = new Set(rows.map((row) => row.id));
  return got.flatMap((row) => (here.has(row.id) ? [] : row.id));
};
