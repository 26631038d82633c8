/** What is asked of the bundler. @typedef {{ getModuleInfo: (id: string) => { importers: readonly string[], isEntry: boolean } | null }} Graph */

/**
 * Which file of the browser's scripts a module goes into. Left alone the bundler makes one for each set of pages that share something:
 * nearly sixty for the first list, most under a kilobyte, and a cold browser spends its time asking for them one after the other. So what
 * several pages share goes by the first of these that needs it; what one page alone needs, or what is opened later, stays as the bundler has it.
 */
const parts = [
  { name: 'base', needs: /\/runtime\/client\/|\/client-optimized\/app\.js$|\/routes\/\+layout\.(?:svelte|ts)$/ },
  { name: 'shell', needs: /\/routes\/\((?:account|app)\)\/(?:sign-in\/\+page|\+layout)\.svelte$/ },
  { name: 'table', needs: /\/t\/\[table\]\/\+(?:layout|page)\.svelte$/ },
  { name: 'form', needs: /\/t\/\[table\]\/\[id\]\/\+page\.svelte$/ },
];
const page = /\/routes\/.*\+(?:page|layout|error)\.(?:svelte|ts)$/;
/** A language is loaded for itself; so is an entry, lest what it opens later counts as needed at once. */
const apart = /\/messages\/(?:en|zh-CN)\//;

/**
 * Pages, layouts and entries that import a module, over however many others; what is imported only when it is opened does not count.
 * @param {string} id @param {Graph} context
 */
const pagesOf = (id, context) => {
  const seen = new Set([id]);
  for (const at of seen) for (const importer of context.getModuleInfo(at)?.importers ?? []) seen.add(importer);
  return [...seen].filter((at) => page.test(at) || parts[0]?.needs.test(at));
};

/**
 * Name of the part a module is in; undefined where the bundler decides.
 * @param {string} id @param {Graph} context
 */
export const partOf = (id, context) => {
  if (apart.test(id) || context.getModuleInfo(id)?.isEntry === true) return undefined;
  const pages = pagesOf(id, context);
  const part = parts.find(({ needs }) => pages.some((at) => needs.test(at)));
  return part?.name === 'base' || pages.length > 1 ? part?.name : undefined;
};

/** The parts as the bundler wants them: an earlier one takes what it needs first. @type {import('vite').Rolldown.CodeSplittingGroup[]} */
export const pageChunks = parts.map(({ name }, at) => ({
  name: (id, context) => (partOf(id, context) === name ? name : null),
  priority: parts.length - at,
}));
