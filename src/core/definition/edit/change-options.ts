import type { Definition, FieldSchema, Option } from '#core/definition/definition.ts';
import { fieldOf, noSuchField, withField } from '#core/definition/edit/change-part.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { ok, pointer, problem, refused, type Result } from '#core/problem.ts';

/** What an edit makes of the options of a field; undefined where the option it names is not there. */
type Change = (options: readonly Option[], field: FieldSchema) => readonly Option[] | undefined;

export const withOptions = (field: FieldSchema, options: readonly Option[]): FieldSchema => {
  if (field.items) return { ...field, items: { ...field.items, oneOf: options } };
  return { ...field, oneOf: options };
};

/** Changes the options of a choice or multi-choice. */
export const changeOptions = (definition: Definition, key: string, change: Change): Result<Definition> => {
  const field = fieldOf(definition, key);
  if (!field) return noSuchField(key);
  if (!field.oneOf && !field.items) return refused(problem('field-without-options', pointer('record', 'properties', key), { field }));
  const options = change(optionsOf(field), field);
  if (!options) return refused(problem('no-such-option', pointer('record', 'properties', key), { field, option: '' }));
  return ok(withField(definition, key, withOptions(field, options)));
};

/** One option made anew. */
export const changeOption = (
  definition: Definition,
  { key, option }: { readonly key: string; readonly option: string },
  change: (option: Option) => Option,
): Result<Definition> =>
  changeOptions(definition, key, (options) =>
    options.some((own) => own.const === option) ? options.map((own) => (own.const === option ? change(own) : own)) : undefined,
  );
