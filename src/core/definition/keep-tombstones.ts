import type { Definition, FieldSchema } from '#core/definition/definition.ts';

/**
 * The document with a tombstone for every field that it no longer has and the live one had, so that a file from which a field was simply
 * deleted loses nothing: its key is not used again and it can come back.
 */
export const keepTombstones = (live: Definition, next: Definition): Definition => {
  const given = next.record['x-removed'] ?? {};
  const gone = Object.entries({ ...live.record['x-removed'], ...live.record.properties }).filter(
    ([key]) => !Object.hasOwn(next.record.properties, key) && !Object.hasOwn(given, key),
  );
  if (gone.length === 0) return next;
  const removed: Readonly<Record<string, FieldSchema>> = { ...given, ...Object.fromEntries(gone) };
  return { ...next, record: { ...next.record, 'x-removed': removed } };
};
