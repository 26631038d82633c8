import type { Option } from '#core/definition/definition.ts';

/** The options above one, nearest first. In a circle it ends where it would go round. */
export const optionsAbove = (option: Option, byId: ReadonlyMap<string, Option>): readonly Option[] => {
  const above = new Set<Option>();
  for (let at = parentOf(option, byId); at !== undefined && !above.has(at); at = parentOf(at, byId)) above.add(at);
  return [...above];
};

const parentOf = (option: Option, byId: ReadonlyMap<string, Option>): Option | undefined =>
  option['x-parent'] === undefined ? undefined : byId.get(option['x-parent']);
