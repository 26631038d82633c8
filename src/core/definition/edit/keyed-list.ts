import { changed, inserted, moved, noSuchPart } from '#core/definition/edit/change-part.ts';
import { ok, problem, refused, type Result } from '#core/problem.ts';

interface Part {
  readonly key: string;
  readonly title: string;
}

/** A part among its like; its key must be new. */
export const addPart = <T extends Part>(parts: readonly T[], part: T, at: number | undefined): Result<readonly T[]> =>
  parts.some(({ key }) => key === part.key)
    ? refused(problem('key-twice', '', { key: part.key, what: 'part' }))
    : ok(inserted(parts, part, at));

export const setPart = <T extends Part>(parts: readonly T[], key: string, set: Readonly<Record<string, unknown>>): Result<readonly T[]> =>
  parts.some((part) => part.key === key)
    ? ok(parts.map((part) => (part.key === key ? changed(part, { ...set, key: undefined }) : part)))
    : noSuchPart(key);

export const movePart = <T extends Part>(parts: readonly T[], key: string, at: number): Result<readonly T[]> => {
  const from = parts.findIndex((part) => part.key === key);
  return from < 0 ? noSuchPart(key) : ok(moved(parts, from, at));
};

export const removePart = <T extends Part>(parts: readonly T[], key: string): Result<readonly T[]> =>
  parts.some((part) => part.key === key) ? ok(parts.filter((part) => part.key !== key)) : noSuchPart(key);
