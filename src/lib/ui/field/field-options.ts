import type { FieldSchema, Option } from '#core/definition/definition.ts';
import { optionPath } from '#core/field/option-rules.ts';
import type { ComboboxOption } from '#ui/kit/filter-options.ts';
import type { FieldContext, FieldPerson } from './field-context.ts';
import { titleOf } from './title-of.ts';

/** The options of a choice or multi-choice field. */
export const optionsOf = (field: FieldSchema): readonly Option[] => field.oneOf ?? field.items?.oneOf ?? [];

/** Options as a combobox shows them; `otherHint` stands beside the option that opens a text of its own. */
export const choiceOptions = (field: FieldSchema, context: FieldContext, otherHint: string): readonly ComboboxOption[] =>
  inTree(optionsOf(field)).map((option) => {
    const title = titleOf(option, context.language);
    return {
      id: option.const,
      title,
      color: option['x-color'],
      retired: option.deprecated,
      initials: context.initials?.[title],
      above: option['x-parent'] === undefined ? undefined : optionPath(option, field, context.language).slice(0, -1),
      hint: field['x-other'] === true && option['x-other-option'] === true ? otherHint : undefined,
    };
  });

/** Each option after the one above it, in the manager's order otherwise. */
const inTree = (options: readonly Option[]): readonly Option[] => {
  if (options.every((option) => option['x-parent'] === undefined)) return options;
  const below = Map.groupBy(options, (option) => option['x-parent'] ?? '');
  const ids = new Set(options.map((option) => option.const));
  const withBelow = (option: Option): readonly Option[] => [option, ...(below.get(option.const) ?? []).flatMap(withBelow)];
  return options.filter((option) => !ids.has(option['x-parent'] ?? '')).flatMap(withBelow);
};

const namesakes = (people: readonly FieldPerson[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  return new Set(people.flatMap(({ name }) => (seen.has(name) ? [name] : (seen.add(name), []))));
};

/** People as a combobox shows them: an address where names are equal, inactive ones only while they are chosen. */
export const personOptions = (context: FieldContext, chosen: string | null): readonly ComboboxOption[] => {
  const twice = namesakes(context.people);
  return context.people
    .filter(({ id, state }) => state !== 'inactive' || id === chosen)
    .map(({ id, name, email, state }) => ({
      id,
      title: name,
      initials: context.initials?.[name],
      retired: state === 'inactive',
      hint: twice.has(name) ? email : undefined,
    }));
};
