import type { Condition } from '#core/condition/condition.ts';
import { evaluate, type EvaluationScene, type Facts } from '#core/condition/evaluate.ts';
import type { FieldSchema, Option, Value } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';

interface Limited {
  readonly options: readonly Option[];
  readonly conditions: readonly Condition[];
}

/** Made once for a field: imports ask for every row, and most fields limit nothing. */
const limitedOf = (field: FieldSchema): Limited => {
  const known = limited.get(field);
  if (known) return known;
  const options = optionsOf(field).filter((option) => option['x-when'] !== undefined);
  const made = { options, conditions: options.flatMap((option) => (option['x-when'] === undefined ? [] : [option['x-when']])) };
  limited.set(field, made);
  return made;
};

const limited = new WeakMap<FieldSchema, Limited>();

/** The conditions under which options of a field may be newly used. */
export const limitsOf = (field: FieldSchema): readonly Condition[] => limitedOf(field).conditions;

/** A row and where its conditions are evaluated. */
export interface Standpoint {
  readonly facts: Facts;
  readonly scene: EvaluationScene;
}

/** Options that may not be newly used for the facts as they stand. */
export const closedOptions = (field: FieldSchema, { facts, scene }: Standpoint): readonly Option[] =>
  limitedOf(field).options.filter((option) => option['x-when'] !== undefined && !evaluate(option['x-when'], facts, scene));

/** The ids of options a value of a choice or multi-choice holds. */
export const idsOf = (value: Value): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? value : [];

/** The closed options among those a value holds. */
export const closedAmong = (field: FieldSchema, value: Value, standpoint: Standpoint): readonly Option[] => {
  if (value === null || limitsOf(field).length === 0) return [];
  const ids = idsOf(value);
  return closedOptions(field, standpoint).filter((option) => ids.includes(option.const));
};
