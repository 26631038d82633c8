import type { Definition } from '#core/definition/definition.ts';

/** What this browser holds of a draft until the server has it. `version` 0: the server has never seen it. */
export interface KeptDraft {
  readonly at: number;
  readonly base: number;
  readonly version: number;
  readonly document: Definition;
}

/** `draft` is '' before the server gave it an id. */
export interface KeptPlace {
  readonly person: string;
  readonly table: string;
  readonly draft: string;
}

type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const nameOf = ({ person, table, draft }: KeptPlace): string => `biaoli:design:${person}:${table}:${draft === '' ? 'new' : draft}`;

const isDocument = (given: unknown, table: string): given is Definition =>
  typeof given === 'object' && given !== null && 'record' in given && 'layout' in given && 'key' in given && given.key === table;

/** Undefined where there is none, or it cannot be read. */
export const readKept = (place: KeptPlace, keep: Keep): KeptDraft | undefined => {
  const text = keep.getItem(nameOf(place));
  if (text === null) return undefined;
  try {
    const { at, base, version, document }: Record<string, unknown> = JSON.parse(text);
    if (typeof at === 'number' && typeof base === 'number' && typeof version === 'number' && isDocument(document, place.table))
      return { at, base, version, document };
  } catch {
    keep.removeItem(nameOf(place)); // nothing that could be shown
  }
  return undefined;
};

/** False when the browser keeps nothing (private window, full storage). */
export const writeKept = (place: KeptPlace, kept: KeptDraft, keep: Keep): boolean => {
  try {
    keep.setItem(nameOf(place), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
};

export const dropKept = (place: KeptPlace, keep: Keep): void => keep.removeItem(nameOf(place));
