import { takenKeys } from '#core/definition/edit/used-titles.ts';
import { places } from '#ui/shell/places.ts';
import type { Acting } from './field-actions.ts';
import { freeKey } from './new-field.ts';

/** Whether a key is still the one a new field got from its type: `text_2`. */
const isOfType = (key: string, type: string): boolean => new RegExp(`^${type.replaceAll('-', '_')}(?:_\\d+)?$`).test(key);

const ask = async (table: string, title: string): Promise<string | undefined> => {
  try {
    const response = await fetch(`${places.design(table)}/key?title=${encodeURIComponent(title)}`);
    if (!response.ok) return undefined;
    const { key }: { readonly key: string } = await response.json();
    return key;
  } catch {
    return undefined; // no network: the key stays as it is
  }
};

/** Gives a field that was never published a key that says its name; one that was chosen by hand stays. Same step of undo as the name. */
export const nameKey = (acting: Pick<Acting, 'model'>, key: string, run: string): void => {
  acting.model.keyed = Promise.all([acting.model.keyed, giveKey(acting, key, run)]);
};

const giveKey = async ({ model }: Pick<Acting, 'model'>, key: string, run: string): Promise<void> => {
  const field = model.field(key);
  if (field === undefined || model.isLive(key) || !isOfType(key, field['x-type'])) return model.rest();
  const wanted = await ask(model.definition.key, field.title);
  const stands = model.field(key)?.title === field.title;
  if (wanted !== undefined && stands) model.rekey(key, freeKey(wanted, takenKeys(model.definition, model.live)), run);
  model.rest();
};
