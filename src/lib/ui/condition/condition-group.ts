import { isAll, isAny, type Condition } from '#core/condition/condition.ts';

export type Joining = 'all' | 'any';

/** A condition as the editor shows it: parts that must all hold, or of which one must. */
export interface ConditionGroup {
  readonly mode: Joining;
  readonly parts: readonly Condition[];
}

/** Nothing is an empty group; anything that is no group stands alone in one. */
export const readGroup = (condition: Condition | undefined): ConditionGroup => {
  if (condition === undefined) return { mode: 'all', parts: [] };
  if (isAll(condition)) return { mode: 'all', parts: condition.all };
  return isAny(condition) ? { mode: 'any', parts: condition.any } : { mode: 'all', parts: [condition] };
};

/** The whole condition; undefined for no part, and the part itself where it stands alone. */
export const writeGroup = ({ mode, parts }: ConditionGroup): Condition | undefined => {
  const [only, ...more] = parts;
  if (only === undefined || more.length === 0) return only;
  return mode === 'all' ? { all: parts } : { any: parts };
};

/** A group within another keeps its shape with one part, so that more can be added to it; without any it goes. */
export const writeInner = ({ mode, parts }: ConditionGroup): Condition | undefined =>
  parts.length === 0 ? undefined : mode === 'all' ? { all: parts } : { any: parts };

/** The group a part is, where the editor can change it: of comparisons only. Anything deeper is shown as words. */
export const innerGroup = (part: Condition): ConditionGroup | undefined => {
  if (!isAll(part) && !isAny(part)) return undefined;
  const group = readGroup(part);
  return group.parts.every((inner) => 'field' in inner) ? group : undefined;
};

export const turned = (mode: Joining): Joining => (mode === 'all' ? 'any' : 'all');

/** A list of parts with one put at a place, or taken away. */
export const withPart = (parts: readonly Condition[], at: number, part: Condition | undefined): readonly Condition[] =>
  part === undefined ? parts.toSpliced(at, 1) : parts.toSpliced(at, 1, part);
