import { isAll, isAny, isNot, type Condition, type Leaf } from '#core/condition/condition.ts';
import { findField, type ConditionField, type FieldSource } from '#core/condition/condition-field.ts';
import { isRelative, listOf, recentOf } from '#core/condition/operand.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { titleIn } from '#core/naming.ts';
import { wholeBranch } from '#core/field/option-tree.ts';
import { fill } from './fill.ts';
import type { Language } from './language.ts';
import type { Messages } from './messages.ts';

/** What sentences are made of; `sayValue` words what the table and the dictionary alone cannot: numbers, people, moments, regions. */
export interface Narrator {
  readonly source: FieldSource;
  readonly language: Language;
  readonly messages: Pick<Messages, 'condition' | 'kit'>;
  readonly sayValue: (operand: string | number, field: ConditionField | undefined) => string;
}

/** The three parts of a condition on one field, as a list's chip shows them. */
export interface LeafWords {
  readonly field: string;
  readonly op: string;
  readonly value: string;
}

/** A whole condition as one sentence: 最近跟进日期早于 30 天前，或（最近跟进日期为空，且创建时间早于 30 天前）. */
export const tellCondition = (condition: Condition, narrator: Narrator, nested = false): string => {
  const words = narrator.messages.condition;
  if (isNot(condition)) return fill(words.not, { condition: tellCondition(condition.not, narrator, true) });
  const parts = isAll(condition) ? condition.all : isAny(condition) ? condition.any : undefined;
  if (parts === undefined) return 'field' in condition ? leafSentence(condition, narrator) : '';
  const said = parts.map((part) => tellCondition(part, narrator, true)).join(isAll(condition) ? words.and : words.or);
  return nested && parts.length > 1 ? fill(words.group, { condition: said }) : said;
};

const leafSentence = (leaf: Leaf, narrator: Narrator): string => {
  const { field, op, value } = tellLeaf(leaf, narrator);
  if (typeof leaf.value === 'boolean') return fill(narrator.messages.condition.leafYesNo, { field, value });
  return fill(value === '' ? narrator.messages.condition.leafAlone : narrator.messages.condition.leaf, { field, op, value });
};

export const tellLeaf = (leaf: Leaf, narrator: Narrator): LeafWords => {
  const { condition } = narrator.messages;
  const found = findField(narrator.source, leaf.field);
  const field = tellField(leaf.field, narrator);
  const values = listOf(leaf.value).map((operand) => tellOperand(operand, found, narrator));
  const recent = recentOf(leaf.value);
  if (leaf.op === 'between' && recent !== undefined)
    return { field, op: condition['op-in'], value: fill(condition.recent, { days: recent }) };
  const branch = branchAsked(leaf, found);
  if (branch !== undefined)
    return {
      field,
      op: condition[leaf.op === 'has-any' ? 'op-has-any' : 'op-is'],
      value: fill(condition.withBelow, { option: tellOperand(branch, found, narrator) }),
    };
  const [from = '', to = ''] = values;
  const value = leaf.op === 'between' ? fill(condition.betweenValues, { from, to }) : values.join(condition.list);
  return { field, op: tellOperator(leaf, found, condition), value };
};

/** The option whose whole branch of a tree a comparison asks for. */
const branchAsked = ({ op, value }: Leaf, field: ConditionField | undefined): string | undefined =>
  field !== undefined && (op === 'any-of' || op === 'has-any')
    ? wholeBranch(listOf(value).map(String), optionsOf(field.schema))
    : undefined;

/** Title of a field or of a fact of the row such as `$created`. */
export const tellField = (key: string, { source, language, messages }: Pick<Narrator, 'source' | 'language' | 'messages'>): string => {
  const words: Readonly<Record<string, string>> = messages.condition;
  if (key.startsWith('$')) return words[key] ?? key;
  const field = source.field(key);
  return field ? titleIn(field.schema, language) : key;
};

const isDated = (field: ConditionField | undefined): boolean => field?.type.name === 'date' || field?.type.name === 'datetime';

/** Numbers are less and more, days earlier and later; a period is one that something lies in. */
export const tellOperator = (leaf: Pick<Leaf, 'op' | 'value'>, field: ConditionField | undefined, words: Messages['condition']): string => {
  const inPeriod = isDated(field) && isRelative(leaf.value) && 'this' in leaf.value;
  if (inPeriod && leaf.op === 'is') return words['op-in'];
  if (inPeriod && leaf.op === 'is-not') return words['op-not-in'];
  return words[`op-${leaf.op}`];
};

export const tellOperand = (
  operand: unknown,
  field: ConditionField | undefined,
  { messages, language, sayValue }: Pick<Narrator, 'messages' | 'language' | 'sayValue'>,
): string => {
  if (isRelative(operand)) return relativeWords(operand, messages.condition);
  if (typeof operand === 'boolean') return operand ? messages.kit.yes : messages.kit.no;
  if (typeof operand === 'number') return sayValue(operand, field);
  const option = field && optionsOf(field.schema).find((candidate) => candidate.const === operand);
  return option ? titleIn(option, language) : sayValue(String(operand), field);
};

const relativeWords = (operand: object, words: Messages['condition']): string => {
  if ('this' in operand) return words[`period-${periodNamed(operand.this)}`];
  const days = 'days' in operand ? Number(operand.days) : 0;
  if (days === 0) return words.today;
  return fill(days < 0 ? words.daysAgo : words.daysAhead, { days: Math.abs(days) });
};

const periodNamed = (name: unknown): 'week' | 'month' | 'quarter' | 'year' =>
  name === 'week' || name === 'quarter' || name === 'year' ? name : 'month';
