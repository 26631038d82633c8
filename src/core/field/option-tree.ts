import type { Option } from '#core/definition/definition.ts';

/** The options above one, nearest first. In a circle it ends where it would go round. */
export const optionsAbove = (option: Option, byId: ReadonlyMap<string, Option>): readonly Option[] => {
  const above = new Set<Option>();
  for (let at = parentOf(option, byId); at !== undefined && !above.has(at); at = parentOf(at, byId)) above.add(at);
  return [...above];
};

const parentOf = (option: Option, byId: ReadonlyMap<string, Option>): Option | undefined =>
  option['x-parent'] === undefined ? undefined : byId.get(option['x-parent']);

/** An option and everything below it, in the manager's order after itself. In a circle nothing comes twice. */
export const branchOf = (id: string, options: readonly Option[]): readonly string[] => {
  const branch = new Set([id]);
  for (let before = 0; before < branch.size;) {
    before = branch.size;
    for (const option of options) if (branch.has(option['x-parent'] ?? '')) branch.add(option.const);
  }
  return [id, ...options.map((option) => option.const).filter((own) => own !== id && branch.has(own))];
};

/** Whether anything hangs below an option. */
export const hasBelow = (id: string, options: readonly Option[]): boolean => options.some((option) => option['x-parent'] === id);

/** The option whose whole branch these are, no more and no less; undefined for a single option or any other set. */
export const wholeBranch = (ids: readonly string[], options: readonly Option[]): string | undefined => {
  const asked = new Set(ids);
  if (asked.size < 2) return undefined;
  return ids.find((id) => {
    if (!hasBelow(id, options)) return false;
    const branch = branchOf(id, options);
    return branch.length === asked.size && branch.every((own) => asked.has(own));
  });
};
