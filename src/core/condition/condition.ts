/** A condition as data: one shape for show, require, filter, reminder and row colour (definition.md, Conditions). */
export type Condition = AllOf | AnyOf | Not | Leaf;

export interface AllOf {
  readonly all: readonly Condition[];
}
export interface AnyOf {
  readonly any: readonly Condition[];
}
export interface Not {
  readonly not: Condition;
}
/** `field` is a field key or one of `$created $updated $by $revision`. `value` is absent for empty, filled, me, my-team. */
export interface Leaf {
  readonly field: string;
  readonly op: Operator;
  readonly value?: Operand;
}

export const operators = [
  'is',
  'is-not',
  'contains',
  'starts',
  'empty',
  'filled',
  'before',
  'after',
  'less',
  'more',
  'between',
  'any-of',
  'has-any',
  'has-all',
  'me',
  'my-team',
] as const;
export type Operator = (typeof operators)[number];

/** Relative days count from today in BIAOLI_TZ: `{days: -30}` is thirty days ago. A period is compared with `is`. */
export type RelativeDay = { readonly days: number } | { readonly today: true } | { readonly this: 'week' | 'month' | 'quarter' | 'year' };

export type Operand = string | number | boolean | RelativeDay | readonly (string | number | RelativeDay)[];

/** Clock and person are arguments: nothing in core reads them itself. */
export interface Asker {
  /** Today in BIAOLI_TZ, `YYYY-MM-DD`. */
  readonly today: string;
  /** IANA zone of BIAOLI_TZ, for moments that are compared with days. */
  readonly zone: string;
  /** Person id, and the ids of everybody of the same team (the person included). */
  readonly me: string;
  readonly team: readonly string[];
}

export const isAll = (condition: Condition): condition is AllOf => 'all' in condition;
export const isAny = (condition: Condition): condition is AnyOf => 'any' in condition;
export const isNot = (condition: Condition): condition is Not => 'not' in condition;
/** The comparisons of a condition, in order. */
export const leavesOf = (condition: Condition): readonly Leaf[] => {
  if (isAll(condition)) return condition.all.flatMap(leavesOf);
  if (isAny(condition)) return condition.any.flatMap(leavesOf);
  return isNot(condition) ? leavesOf(condition.not) : [condition];
};

export const isLeaf = (condition: Condition): condition is Leaf => 'field' in condition;
