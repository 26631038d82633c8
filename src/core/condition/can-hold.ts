import { isAll, isAny, isNot, type Condition } from '#core/condition/condition.ts';
import { findField, systemFields, type FieldSource } from '#core/condition/condition-field.ts';
import { answers, type Demand, type Literal } from '#core/condition/literal.ts';
import { someDay, someNumber, someOption, somePerson } from '#core/condition/sample-values.ts';
import { someList, someText } from '#core/condition/text-demand.ts';

interface Wanted {
  readonly condition: Condition;
  readonly wanted: boolean;
}

interface Walk {
  readonly source: FieldSource;
  left: number;
}

/** Ways through alternatives that are tried before the answer is “perhaps”. */
const mostWays = 3_000;

/**
 * Whether a condition can hold for any row, day, person or zone. False is certain; true also stands for “perhaps”: what relates
 * the day of today to the calendar, or more alternatives than are worth trying, is not judged.
 */
export const canHold = (condition: Condition, source: FieldSource): boolean =>
  explore([{ condition, wanted: true }], [], { source, left: mostWays });

/** Whether a condition can fail; one that cannot always holds. */
export const canFail = (condition: Condition, source: FieldSource): boolean =>
  explore([{ condition, wanted: false }], [], { source, left: mostWays });

/** Takes comparisons and what has to hold together first, alternatives last: a contradiction ends a way early. */
const explore = (todo: readonly Wanted[], literals: readonly Literal[], walk: Walk): boolean => {
  const [first, ...rest] = todo;
  if (!first || walk.left <= 0) return true;
  const { condition, wanted } = first;
  if (isNot(condition)) return explore([{ condition: condition.not, wanted: !wanted }, ...rest], literals, walk);
  if (isAll(condition) || isAny(condition)) {
    const parts = (isAll(condition) ? condition.all : condition.any).map((part) => ({ condition: part, wanted }));
    if (isAll(condition) === wanted) return explore([...parts, ...rest], literals, walk);
    const next = rest.find(({ condition: other, wanted: asked }) => !splits(other, asked));
    if (next) return explore([next, ...rest.filter((other) => other !== next), first], literals, walk);
    return parts.some((part) => explore([part, ...rest], literals, walk));
  }
  walk.left -= 1;
  const known = [...literals, { leaf: condition, wanted }];
  return isPossible(condition.field, known, walk.source) && explore(rest, known, walk);
};

/** Whether a condition stands for alternatives. */
const splits = (condition: Condition, wanted: boolean): boolean => {
  if (isNot(condition)) return splits(condition.not, !wanted);
  return isAll(condition) ? !wanted : isAny(condition) && wanted;
};

/** Whether a field can answer everything that is wanted of it at once. */
const isPossible = (key: string, literals: readonly Literal[], source: FieldSource): boolean => {
  const field = findField(source, key);
  if (!field) return true;
  const demand: Demand = { field, source, literals: literals.filter(({ leaf }) => leaf.field === key) };
  const unset = !systemFields.has(key) && answers(null, demand); // every row has a day of creation
  return unset || canBeSet(demand);
};

const canBeSet = (demand: Demand): boolean => {
  const { name, json } = demand.field.type;
  if (json === 'number') return someNumber(demand);
  if (json === 'boolean') return [true, false].some((value) => answers(value, demand));
  if (json === 'array') return someList(demand);
  if (name === 'choice') return someOption(demand);
  if (name === 'member') return somePerson(demand);
  return name === 'date' || name === 'datetime' ? someDay(demand) : someText(demand);
};
