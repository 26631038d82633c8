import { systemFields } from '#core/condition/condition-field.ts';
import type { CompiledField } from '#core/compile/compiled-table.ts';
import type { Messages } from '#messages/messages.ts';
import { fieldTitle } from '#ui/condition/condition-sentence.ts';
import type { ComboboxOption } from '#ui/kit/filter-options.ts';
import type { TableModel } from '#ui/list/table-facts.ts';

type Words = Pick<Messages, 'condition' | 'kit'>;

/** Fields to choose from, as a picker shows them; `also` are facts of the row such as `$created`. */
export const fieldChoices = (
  model: TableModel,
  messages: Words,
  {
    except = [],
    also = [],
    fits = () => true,
  }: { readonly except?: readonly string[]; readonly also?: readonly string[]; readonly fits?: (field: CompiledField) => boolean } = {},
): readonly ComboboxOption[] =>
  [...model.table.fields.filter(fits).map(({ key }) => key), ...also.filter((key) => systemFields.has(key))]
    .filter((key) => !except.includes(key))
    .map((key) => {
      const title = fieldTitle(key, { model, messages });
      const initials = model.context.initials?.[title];
      return { id: key, title, ...(initials === undefined ? {} : { initials }) };
    });

/** Fields one value of which stands for a group. */
export const canGroup = ({ type }: CompiledField): boolean => type.name !== 'multi-choice' && type.name !== 'long-text';

/** Fields that rows can be ordered by. */
export const canOrder = ({ type }: CompiledField): boolean => type.json !== 'array' && type.name !== 'long-text';
