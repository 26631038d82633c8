import { leavesOf, type Asker, type Condition, type Leaf } from '#core/condition/condition.ts';
import { findField, type FieldSource } from '#core/condition/condition-field.ts';
import { evaluate } from '#core/condition/evaluate.ts';
import { isRelative, listOf, spanOf } from '#core/condition/operand.ts';
import type { Value } from '#core/definition/definition.ts';
import { addDays } from '#core/field/calendar.ts';
import { optionsOf } from '#core/field/option-rules.ts';

/** `never`: no row can meet the condition; `always`: every row does. */
export type Sense = 'never' | 'always' | 'sometimes';

const mostRows = 4000;

/**
 * Whether a condition can hold and can fail: tried on rows made of the values it speaks of and their neighbours. Conditions with too many
 * combinations count as `sometimes`; nothing is said of what was not tried.
 */
export const senseOf = (condition: Condition, source: FieldSource, asker: Asker): Sense => {
  const leaves = leavesOf(condition);
  const keys = [...new Set(leaves.map(({ field }) => field))];
  if (keys.length === 0 || keys.some((key) => !findField(source, key))) return 'sometimes';
  const tried = keys.map((key) => ({
    key,
    values: candidates(
      leaves.filter(({ field }) => field === key),
      source,
      asker,
    ),
  }));
  if (tried.reduce((count, { values }) => count * values.length, 1) > mostRows) return 'sometimes';
  let [held, failed] = [false, false];
  for (const row of rowsOf(tried)) {
    const facts = { values: row, system: row };
    if (evaluate(condition, facts, { asker, source })) held = true;
    else failed = true;
    if (held && failed) return 'sometimes';
  }
  return held ? 'always' : 'never';
};

interface Tried {
  readonly key: string;
  readonly values: readonly Value[];
}

const rowsOf = (tried: readonly Tried[]): readonly Readonly<Record<string, Value>>[] =>
  tried.reduce<readonly Readonly<Record<string, Value>>[]>(
    (rows, { key, values }) => rows.flatMap((row) => values.map((value) => ({ ...row, [key]: value }))),
    [{}],
  );

/** Values worth trying in the field of these leaves: unset, what they name, and what lies beside it. */
const candidates = (leaves: readonly Leaf[], source: FieldSource, asker: Asker): readonly Value[] => {
  const field = findField(source, leaves[0]?.field ?? '');
  const operands = leaves.flatMap(({ value }) => listOf(value));
  const system = leaves[0]?.field.startsWith('$') === true;
  const unset: readonly Value[] = system ? [] : [null];
  const name = field?.type.name;
  if (!field) return unset;
  if (field.type.json === 'boolean') return [...unset, true, false];
  if (field.type.json === 'number')
    return [...unset, ...new Set([0, ...operands.map(Number)].flatMap((one) => [one - 0.01, one, one + 0.01]))];
  if (field.type.json === 'array') return [...unset, ...listsOf(operands.map(String))];
  if (name === 'choice') return [...unset, ...optionsOf(field.schema).map((option) => option.const)];
  if (name === 'date' || name === 'datetime') return [...unset, ...daysOf(operands, asker, name)];
  if (name === 'member') return [...unset, asker.me, ...asker.team, '?', ...operands.map(String)];
  return [...unset, ...textsOf(operands.map(String))];
};

const daysOf = (operands: readonly unknown[], asker: Asker, name: string): readonly string[] => {
  const days = [{ today: true }, ...operands].flatMap((operand) => {
    const { from, to } = isRelative(operand) || typeof operand === 'string' ? spanOf(operand, asker) : spanOf({ today: true }, asker);
    return [addDays(from, -1), from, addDays(to, -1), to];
  });
  return [...new Set(days)].map((day) => (name === 'datetime' ? `${day}T04:00:00.000Z` : day));
};

/** No item, each, each pair and all of them. */
const listsOf = (ids: readonly string[]): readonly (readonly string[])[] => [
  ['?'],
  ...ids.map((id) => [id]),
  ...ids.flatMap((one, at) => ids.slice(at + 1).map((other) => [one, other])),
  ids,
];

/** Another text, each, and each before each. */
const textsOf = (words: readonly string[]): readonly string[] => [
  ...new Set(['?', ...words, ...words.flatMap((one) => words.map((other) => `${one}${other}`)), words.join('')]),
];
