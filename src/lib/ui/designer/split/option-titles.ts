const mostOptions = 50;
const longestTitle = 60;

/** The first options of a field that chooses: the words its part has in real rows, most frequent first; `name` where there are none. */
export const optionTitlesOf = (words: readonly string[], name: string): readonly string[] => {
  const counts = new Map<string, number>();
  for (const word of words) if (word !== '' && word.length <= longestTitle) counts.set(word, (counts.get(word) ?? 0) + 1);
  const titles = [...counts].sort(([, one], [, other]) => other - one).map(([title]) => title);
  return titles.length === 0 ? [name] : titles.slice(0, mostOptions);
};
