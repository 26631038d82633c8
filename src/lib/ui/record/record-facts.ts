import type { StoredRecord } from '#core/query/row-json.ts';

/** One entry of a record's timeline. `changes`: `{key: [before, after]}`; `door` page, api, import, cli or dashboard. */
export interface TimelineEntry {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
  readonly by: string;
  readonly door: string;
  readonly importId: string;
  readonly version: number;
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

/** What the server tells of one record (usecases/view/record-page.ts). */
export interface RecordFacts {
  readonly record: StoredRecord;
  readonly history: readonly TimelineEntry[];
  readonly regionWords: Readonly<Record<string, string>>;
}

/** Reads a record anew; undefined when it is gone, out of sight, or no answer came. */
export const fetchRecord = async (table: string, id: string): Promise<RecordFacts | undefined> => {
  try {
    const response = await fetch(`/t/${table}/${id}/page.json`);
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined; // no network: what is on the page stays
  }
};
