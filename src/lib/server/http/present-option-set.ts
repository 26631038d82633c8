import type { ListedSet } from '#usecases/option-set/list-option-sets.ts';

/** A set as the API shows it: the document, where it is used in words (客户信息总表 · 所属行业) and as keys, and when it was changed. */
export const presentOptionSet = ({ set, shipped, updatedAt, uses }: ListedSet) => ({
  ...set,
  shipped,
  updated: updatedAt,
  uses: uses.map(({ tableTitle, fieldTitle }) => `${tableTitle} · ${fieldTitle}`),
  used: uses.map(({ table, field, behind }) => ({ table, field, behind })),
});

/** The moment of the last change as an ETag. */
export const setEtag = ({ updatedAt }: ListedSet): string => `"${updatedAt}"`;

/** What If-Match says was seen; undefined without one, or for `*`. */
export const seenOf = (request: Request): string | undefined => {
  const given = request.headers.get('if-match');
  return given === null || given.trim() === '*' ? undefined : given.trim().replace(/^W\//, '').replaceAll('"', '');
};
