import type { Condition, Leaf, Operand, Operator, RelativeDay } from '#core/condition/condition.ts';
import type { ConditionField } from '#core/condition/condition-field.ts';
import { checkCondition } from '#core/condition/check-condition.ts';
import { findField, systemFields } from '#core/condition/condition-field.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { TableModel } from '#ui/list/table-facts.ts';

export interface BuilderProps {
  readonly model: TableModel;
  /** The condition that is changed; absent while one is added. */
  readonly condition?: Condition | undefined;
  /** Fields that may not be asked about. */
  readonly exclude?: readonly string[];
  readonly onapply: (condition: Condition) => void;
}

/** A condition on one field while it is put together. */
export interface LeafDraft {
  readonly field: string;
  readonly op: Operator;
  readonly value: Operand | undefined;
}

/** Operators without anything after them. */
export const isBare = (op: Operator): boolean => ['empty', 'filled', 'me', 'my-team'].includes(op);
export const isMany = (op: Operator): boolean => ['any-of', 'has-any', 'has-all'].includes(op);

/** Fields that can be asked about: the table's own, then when a row was made and changed, and by whom. */
export const filterFields = (table: CompiledTable): readonly string[] => [
  ...table.fields.map((field) => field.key),
  ...[...systemFields.keys()].filter((key) => key !== '$revision'),
];

/** The operators of a field; a region is asked for by what stands in the row. */
export const operatorsOf = (field: ConditionField): readonly Operator[] => field.type.operators;

/** The usual question of a type first: what is chosen, who, which text is in it. */
export const firstDraft = (key: string, table: CompiledTable): LeafDraft => {
  const field = findField(table, key);
  const wanted: readonly Operator[] = ['contains', 'any-of', 'has-any', 'is'];
  const named = field?.type.name;
  const op =
    named === 'date' || named === 'datetime' ? 'between' : (wanted.find((candidate) => field?.type.operators.includes(candidate)) ?? 'is');
  return { field: key, op, value: op === 'between' ? recentDays(30) : undefined };
};

/** The last days up to and with today, as a pair of relative days. */
export const recentDays = (days: number): readonly RelativeDay[] => [{ days: -days }, { today: true }];

/** The condition of a draft; undefined while it is not complete. One chosen option reads better as `is`. */
export const finishDraft = (draft: LeafDraft, table: CompiledTable): Leaf | undefined => {
  const { field, op, value } = draft;
  const one = op === 'any-of' && Array.isArray(value) && value.length === 1 ? value[0] : undefined;
  const leaf: Leaf = isBare(op)
    ? { field, op }
    : one !== undefined
      ? { field, op: 'is', value: one }
      : { field, op, ...(value === undefined ? {} : { value }) };
  return checkCondition(leaf, table).length === 0 ? leaf : undefined;
};

/** A draft that goes on from a condition that stands already. */
export const draftOf = (condition: Condition | undefined, table: CompiledTable): LeafDraft | undefined => {
  if (condition === undefined || !('field' in condition) || !findField(table, condition.field)) return undefined;
  return { field: condition.field, op: condition.op, value: condition.value };
};
