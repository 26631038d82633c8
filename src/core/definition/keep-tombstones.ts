import { same } from '#core/definition/change.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';

/**
 * The document with a tombstone for every field that it no longer has and the live one had, so that a file from which a field was simply
 * deleted loses nothing: its key is not used again and it can come back. A field that was retyped before it was removed is kept as it
 * stood, for so its values stand.
 */
export const keepTombstones = (live: Definition, next: Definition): Definition => {
  const given: Readonly<Record<string, FieldSchema>> = next.record['x-removed'] ?? {};
  const gone = Object.entries({ ...live.record['x-removed'], ...live.record.properties }).filter(
    ([key, stood]) => !Object.hasOwn(next.record.properties, key) && !(Object.hasOwn(given, key) && same(given[key], stood)),
  );
  if (gone.length === 0) return next;
  return { ...next, record: { ...next.record, 'x-removed': { ...given, ...Object.fromEntries(gone) } } };
};
