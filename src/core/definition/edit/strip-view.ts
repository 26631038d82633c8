import type { View } from '#core/definition/definition.ts';
import { changed } from '#core/definition/edit/change-part.ts';

/** Views without a field as column, order and group. A view that showed nothing else shows `instead`. */
export const stripViews = (views: readonly View[], keys: readonly string[], instead: string): readonly View[] =>
  views.map((view) => stripView(view, keys, instead));

const stripView = (view: View, keys: readonly string[], instead: string): View => {
  const named = (word: string): boolean => keys.includes(word.replace(/^-/, ''));
  const lists = [view.columns, view.sort ?? [], view.group ?? []];
  if (!lists.flat().some(named)) return view;
  const kept = view.columns.filter((key) => !named(key));
  const columns = kept.length === 0 ? [instead] : kept;
  const frozen = view.frozen === undefined ? undefined : view.frozen - view.columns.slice(0, view.frozen).filter(named).length;
  return changed(view, { columns, frozen, ...shorter('sort', view.sort, named), ...shorter('group', view.group, named) });
};

/** The rest of a list under its keyword; the keyword goes with the last entry. */
const shorter = (
  keyword: string,
  list: readonly string[] | undefined,
  named: (word: string) => boolean,
): Readonly<Record<string, unknown>> => {
  if (!list?.some(named)) return {};
  const rest = list.filter((word) => !named(word));
  return { [keyword]: rest.length === 0 ? null : rest };
};
