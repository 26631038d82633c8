import { isAll, isAny, isNot, type Condition, type Operand } from '#core/condition/condition.ts';
import type { Definition, FieldSchema, Reminder } from '#core/definition/definition.ts';
import { fieldOf, withField } from '#core/definition/edit/change-part.ts';
import { rewriteConditions } from '#core/definition/edit/condition-place.ts';
import { namedEvent, eventWords } from '#core/definition/option-use.ts';

export type Rename = (id: string) => string;

/** A document in which everything that speaks of options of a field speaks of others: conditions, events of reminders, the default. Twins become one. */
export const renameOptions = (definition: Definition, key: string, name: Rename): Definition => {
  const made = rewriteConditions(definition, (condition) => rewriteIds(condition, key, name));
  const field = fieldOf(made, key);
  const reminders = made.reminders.map((reminder) => renamedEvents(reminder, key, name));
  return field ? withField({ ...made, reminders }, key, { ...field, ...renamedDefault(field.default, name) }) : { ...made, reminders };
};

const renamedDefault = (given: FieldSchema['default'], name: Rename): Pick<FieldSchema, 'default'> => {
  if (typeof given === 'string') return { default: name(given) };
  return Array.isArray(given) ? { default: [...new Set(given.map((id: string) => name(id)))] } : {};
};

const renamedEvents = (reminder: Reminder, key: string, name: Rename): Reminder => ({
  ...reminder,
  ...Object.fromEntries(
    eventWords.flatMap((word) => {
      const named = namedEvent(reminder, word, key);
      return named === undefined ? [] : [[word, { ...named.event, to: name(named.to) }]];
    }),
  ),
});

const rewriteIds = (condition: Condition, key: string, name: Rename): Condition => {
  const again = (inner: Condition): Condition => rewriteIds(inner, key, name);
  if (isAll(condition)) return { ...condition, all: condition.all.map(again) };
  if (isAny(condition)) return { ...condition, any: condition.any.map(again) };
  if (isNot(condition)) return { ...condition, not: again(condition.not) };
  return condition.field !== key || condition.value === undefined
    ? condition
    : { ...condition, value: renamedOperand(condition.value, name) };
};

const renamedOperand = (value: Operand, name: Rename): Operand => {
  if (typeof value === 'string') return name(value);
  return isList(value) ? [...new Set(value.map((each) => (typeof each === 'string' ? name(each) : each)))] : value;
};

const isList = (value: Operand): value is Extract<Operand, readonly unknown[]> => Array.isArray(value);
