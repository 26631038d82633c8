import type { FieldSchema, Option } from '#core/definition/definition.ts';
import type { ComboboxOption } from '#ui/kit/filter-options.ts';
import type { FieldContext, FieldPerson } from './field-context.ts';
import { titleOf } from './title-of.ts';

/** The options of a choice or multi-choice field. */
export const optionsOf = (field: FieldSchema): readonly Option[] => field.oneOf ?? field.items?.oneOf ?? [];

/** Options as a combobox shows them; `otherHint` stands beside the option that opens a text of its own. */
export const choiceOptions = (field: FieldSchema, context: FieldContext, otherHint: string): readonly ComboboxOption[] =>
  optionsOf(field).map((option) => {
    const title = titleOf(option, context.language);
    return {
      id: option.const,
      title,
      color: option['x-color'],
      retired: option.deprecated,
      initials: context.initials?.[title],
      hint: field['x-other'] === true && option['x-other-option'] === true ? otherHint : undefined,
    };
  });

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
