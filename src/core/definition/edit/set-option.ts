import { changed, fieldOf, withField } from '#core/definition/edit/change-part.ts';
import { changeOption, changeOptions } from '#core/definition/edit/change-options.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { setField } from '#core/definition/edit/set-field.ts';
import { ok } from '#core/problem.ts';

/** Words, colour, condition or parent of an option. Making it 其他 (or no longer) also says so of its field. */
export const setOption: Command<'set-option'> = (definition, { key, option, set }, scene) => {
  const other = set['x-other-option'];
  const cleared =
    other === true
      ? changeOptions(definition, key, (options) =>
          options.map((own) => (own['x-other-option'] === true ? changed(own, { 'x-other-option': null }) : own)),
        )
      : ok(definition);
  if (!cleared.ok) return cleared;
  const made = changeOption(cleared.value, { key, option }, (own) =>
    changed(own, other === false ? { ...set, 'x-other-option': null } : set),
  );
  const field = made.ok ? fieldOf(made.value, key) : undefined;
  if (!made.ok || !field || other === undefined || field['x-type'] !== 'choice') return made;
  if (other === true) return ok(withField(made.value, key, changed(field, { 'x-other': true })));
  return setField(made.value, { kind: 'set-field', key, set: { 'x-other': null } }, scene);
};
