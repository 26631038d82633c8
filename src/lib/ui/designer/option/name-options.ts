import type { Option } from '#core/definition/definition.ts';
import { takenOptions } from '#core/definition/edit/used-titles.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import type { Messages } from '#messages/messages.ts';
import { places } from '#ui/shell/places.ts';
import type { Acting } from '../field-actions.ts';
import { freeKey } from '../new-field.ts';

/** An id that a browser gave for want of a dictionary, or before the option had its name. */
const isPlaceholder = (id: string): boolean => /^(?:item|option)(?:_\d+)?$/.test(id);

/** 选项 3, 选项 3 2: a title nobody chose. */
const isUnnamed = (title: string, { designer }: Messages): boolean => {
  const [before = '', after = ''] = designer.optionNew.split('{count}');
  return title.startsWith(before) && title.endsWith(after) && /^[\d ]*$/.test(title.slice(before.length, title.length - after.length));
};

/** Options that were never published, have a name and no id that says it. */
const unnamedIds = ({ model, messages }: Acting, of: string): readonly Option[] => {
  const field = model.field(of);
  const published = takenOptions(of, model.live);
  return (field ? optionsOf(field) : []).filter(
    ({ const: id, title }) => isPlaceholder(id) && !published.has(id) && !isUnnamed(title, messages),
  );
};

const ask = async (table: string, titles: readonly string[]): Promise<readonly string[]> => {
  try {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(`${places.design(table)}/key`, { method: 'POST', headers, body: JSON.stringify({ titles }) });
    if (!response.ok) return [];
    const { keys }: { readonly keys: readonly string[] } = await response.json();
    return keys;
  } catch {
    return []; // no network: the ids stay as they are
  }
};

/** Gives new options ids that say their names, all in one question; an id that says one stays for good. `run`: the step of undo they came with. */
export const nameOptions = (acting: Acting, of: string, run: string): void => {
  acting.model.keyed = Promise.all([acting.model.keyed, giveIds(acting, of, run)]);
};

const giveIds = async (acting: Acting, of: string, run: string): Promise<void> => {
  const { model } = acting;
  const asked = unnamedIds(acting, of);
  const keys =
    asked.length === 0
      ? []
      : await ask(
          model.definition.key,
          asked.map(({ title }) => title),
        );
  const standing = new Map(unnamedIds(acting, of).map((option) => [option.const, option.title]));
  const taken = new Set(takenOptions(of, model.definition, model.live));
  const ids: Record<string, string> = {};
  for (const [at, { const: id, title }] of asked.entries()) {
    const wanted = keys[at];
    if (wanted === undefined || standing.get(id) !== title) continue;
    const free = freeKey(wanted, taken);
    taken.add(free);
    ids[id] = free;
  }
  if (Object.keys(ids).length > 0) model.rekeyOptions(of, ids, run);
  model.rest();
};
