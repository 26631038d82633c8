import { isBag, type Bag } from '#core/foreign/bag.ts';

export type Found = { readonly ok: true; readonly schema: unknown } | { readonly ok: false; readonly why: 'remote' | 'missing' };

/** Where the references of a document lead; only into the document itself. */
export interface References {
  find(reference: string): Found;
}

const mostNodes = 200_000;

/** Opens a document for its references: JSON Pointers, `$anchor`, `$id` (draft 04: `id`), relative to the document's own address. */
export const openReferences = (root: unknown): References => {
  const base = isBag(root) ? (idOf(root) ?? '') : '';
  const named = namesIn(root, withoutFragment(base));
  return {
    find: (reference) => {
      const address = withoutFragment(reference);
      const fragment = decoded(reference.slice(address.length + 1));
      const resource = address === '' ? root : (named.get(address) ?? named.get(resolved(address, withoutFragment(base))));
      if (resource === undefined) return { ok: false, why: 'remote' };
      if (fragment === '') return { ok: true, schema: resource };
      if (fragment.startsWith('/')) return follow(resource, fragment);
      const anchored = named.get(`#${fragment}`);
      return anchored === undefined ? { ok: false, why: 'missing' } : { ok: true, schema: anchored };
    },
  };
};

const withoutFragment = (reference: string): string => reference.split('#', 1)[0] ?? '';

const decoded = (fragment: string): string => {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment; // a stray % is taken as it stands
  }
};

const resolved = (address: string, base: string): string => (URL.canParse(address, base) ? new URL(address, base).href : address);

const idOf = (schema: Bag): string | undefined => {
  const id = schema['$id'] ?? schema['id'];
  return typeof id === 'string' ? id : undefined;
};

/** Every schema with a name of its own, breadth first and without recursion: addresses as they stand and resolved, anchors behind #. */
const namesIn = (root: unknown, base: string): ReadonlyMap<string, unknown> => {
  const names = new Map<string, unknown>();
  const name = (word: string, schema: unknown): void => void (names.has(word) || names.set(word, schema));
  let level: readonly unknown[] = [root];
  for (let seen = 0; level.length > 0 && seen < mostNodes;) {
    seen += level.length;
    for (const schema of level) if (isBag(schema)) nameSchema(schema, base, name);
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []));
  }
  return names;
};

const nameSchema = (schema: Bag, base: string, name: (word: string, schema: unknown) => void): void => {
  const id = idOf(schema);
  if (id?.startsWith('#') === true) name(id, schema);
  else if (id !== undefined && id !== '') {
    name(withoutFragment(id), schema);
    name(resolved(withoutFragment(id), base), schema);
  }
  for (const keyword of ['$anchor', '$dynamicAnchor']) {
    const anchor = schema[keyword];
    if (typeof anchor === 'string') name(`#${anchor}`, schema);
  }
};

const follow = (from: unknown, fragment: string): Found => {
  let at = from;
  for (const step of fragment.slice(1).split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return { ok: false, why: 'missing' };
    at = new Map<string, unknown>(Object.entries(at)).get(key);
  }
  return { ok: true, schema: at };
};
