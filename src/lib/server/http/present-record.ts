import type { Problem } from '#core/problem.ts';
import type { StoredRecord } from '#core/query/row-json.ts';

/** A record as the API hands it out: the fields that are set, flat by key. */
export const presentRecord = (record: StoredRecord) => ({
  id: record.id,
  version: record.version,
  revision: record.revision,
  created: record.created,
  updated: record.updated,
  values: Object.fromEntries(Object.entries(record.values).filter(([, value]) => value !== null)),
});

export const etagOf = (record: StoredRecord): string => `"${record.version}"`;

/** A whole record with its version as ETag. */
export const recordResponse = (record: StoredRecord, status = 200, warnings: readonly (Problem | object)[] = []): Response =>
  new Response(JSON.stringify({ ...presentRecord(record), ...(warnings.length > 0 ? { warnings } : {}) }), {
    status,
    headers: { 'content-type': 'application/json', etag: etagOf(record) },
  });

/** The version an If-Match names: `"7"`; `*` takes the row as it stands; undefined where it is missing, NaN where it is no version of ours. */
export const versionAsked = (header: string | null): number | 'any' | undefined => {
  if (header === null) return undefined;
  if (header.trim() === '*') return 'any';
  const digits = /^"(0|[1-9]\d{0,8})"$/.exec(header.trim())?.[1];
  return digits === undefined ? Number.NaN : Number(digits);
};
