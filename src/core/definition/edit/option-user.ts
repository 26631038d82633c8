import type { Definition } from '#core/definition/definition.ts';
import { fieldOf } from '#core/definition/edit/change-part.ts';
import { optionUses } from '#core/definition/option-use.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { eachNamedOnce } from '#core/naming.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';

/** Why an option cannot go: conditions that name it, a default that is it, options that point to it. */
export const optionUsers = (definition: Definition, key: string, id: string): readonly Problem[] => {
  const field = fieldOf(definition, key);
  const option = field && optionsOf(field).find((own) => own.const === id);
  if (!field || !option) return [];
  const at = pointer('record', 'properties', key);
  const words = { field, option };
  const places = optionUses(definition, { key, ids: [id] }).filter(({ place }) => place !== 'default');
  const pointing = optionsOf(field).filter((own) => own['x-replaced-by'] === id || own['x-parent'] === id);
  const users = eachNamedOnce([...places.map((place) => place.title), ...pointing]);
  return [
    ...(users.length > 0 ? [problem('option-in-use', at, { ...words, users, paths: places.map((place) => place.path) })] : []),
    ...defaultUsers(definition, key, id),
  ];
};

/** A default must be open for use. */
export const defaultUsers = (definition: Definition, key: string, id: string): readonly Problem[] => {
  const field = fieldOf(definition, key);
  const option = field && optionsOf(field).find((own) => own.const === id);
  if (!field || !option || ![field.default].flat().includes(id)) return [];
  return [problem('option-is-default', pointer('record', 'properties', key, 'default'), { field, option })];
};
