/** Key of the table a page belongs to; undefined outside tables. */
export const tableOfPath = (path: string): string | undefined => /^\/t\/([^/]+)/.exec(path)?.[1];

/** Pages that need the width: the side becomes a rail beside them. */
export const needsWidth = (path: string): boolean => /^\/t\/[^/]+\/(?:design|publish|review)$/.test(path);
