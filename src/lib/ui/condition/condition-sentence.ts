import { isAll, isAny, isNot, type Condition, type Leaf } from '#core/condition/condition.ts';
import { findField, type ConditionField } from '#core/condition/condition-field.ts';
import { isRelative, listOf } from '#core/condition/operand.ts';
import { optionsOf, optionTitle } from '#core/field/option-rules.ts';
import type { FieldPerson } from '#ui/field/field-context.ts';
import { momentText } from '#ui/field/datetime/moment-text.ts';
import { moneyText, numberText } from '#ui/field/number-text.ts';
import { titleOf } from '#ui/field/title-of.ts';
import type { Messages } from '#messages/messages.ts';
import { fill } from '#messages/fill.ts';
import { recentOf } from './leaf-draft.ts';
import type { TableModel } from '#ui/list/table-facts.ts';

/** What sentences are made of: the table, and the words of the page. */
export interface Teller {
  readonly model: Pick<TableModel, 'table' | 'context'>;
  readonly messages: Pick<Messages, 'condition' | 'kit'>;
}

/** The three parts of a condition on one field, as a list's chip shows them. */
export interface LeafWords {
  readonly field: string;
  readonly op: string;
  readonly value: string;
}

/** A whole condition as one sentence: 最近跟进日期早于 30 天前，或（最近跟进日期为空，且创建时间早于 30 天前）. */
export const conditionSentence = (condition: Condition, teller: Teller, nested = false): string => {
  const words = teller.messages.condition;
  if (isNot(condition)) return fill(words.not, { condition: conditionSentence(condition.not, teller, true) });
  const parts = isAll(condition) ? condition.all : isAny(condition) ? condition.any : undefined;
  if (parts === undefined) return 'field' in condition ? leafSentence(condition, teller) : '';
  const said = parts.map((part) => conditionSentence(part, teller, true)).join(isAll(condition) ? words.and : words.or);
  return nested && parts.length > 1 ? fill(words.group, { condition: said }) : said;
};

const leafSentence = (leaf: Leaf, teller: Teller): string => {
  const { field, op, value } = leafWords(leaf, teller);
  return fill(value === '' ? teller.messages.condition.leafAlone : teller.messages.condition.leaf, { field, op, value });
};

export const leafWords = (leaf: Leaf, teller: Teller): LeafWords => {
  const { condition } = teller.messages;
  const field = findField(teller.model.table, leaf.field);
  const values = listOf(leaf.value).map((operand) => operandWords(operand, field, teller));
  const recent = recentOf(leaf.value);
  if (leaf.op === 'between' && recent !== undefined)
    return { field: fieldTitle(leaf.field, teller), op: condition['op-in'], value: fill(condition.recent, { days: recent }) };
  return {
    field: fieldTitle(leaf.field, teller),
    op: operatorWords(leaf, field, condition),
    value:
      leaf.op === 'between' ? fill(condition.betweenValues, { from: values[0] ?? '', to: values[1] ?? '' }) : values.join(condition.list),
  };
};

/** Title of a field or of a fact of the row such as `$created`. */
export const fieldTitle = (key: string, { model, messages }: Teller): string => {
  const words: Readonly<Record<string, string>> = messages.condition;
  if (key.startsWith('$')) return words[key] ?? key;
  const field = model.table.field(key);
  return field ? titleOf(field.schema, model.context.language) : key;
};

const isDated = (field: ConditionField | undefined): boolean => field?.type.name === 'date' || field?.type.name === 'datetime';

/** Numbers are less and more, days earlier and later; a period is one that something lies in. */
export const operatorWords = (
  leaf: Pick<Leaf, 'op' | 'value'>,
  field: ConditionField | undefined,
  words: Messages['condition'],
): string => {
  const inPeriod = isDated(field) && isRelative(leaf.value) && 'this' in leaf.value;
  if (inPeriod && leaf.op === 'is') return words['op-in'];
  if (inPeriod && leaf.op === 'is-not') return words['op-not-in'];
  return words[`op-${leaf.op}`];
};

export const operandWords = (operand: unknown, field: ConditionField | undefined, { model, messages }: Teller): string => {
  const { condition, kit } = messages;
  const { context } = model;
  if (isRelative(operand)) return relativeWords(operand, condition);
  if (typeof operand === 'boolean') return operand ? kit.yes : kit.no;
  if (typeof operand === 'number')
    return field?.type.name === 'money'
      ? moneyText(operand)
      : field?.type.name === 'percent'
        ? `${numberText(operand * 100)}%`
        : numberText(operand);
  const text = String(operand);
  if (field?.type.name === 'member') return personName(text, context.people);
  if (field?.type.name === 'datetime') return momentText(text, context.zone);
  if (field?.type.name === 'region') return context.regionWords?.[text] ?? text;
  const option = field && optionsOf(field.schema).find((candidate) => candidate.const === text);
  return option ? optionTitle(option, context.language) : text;
};

const personName = (id: string, people: readonly FieldPerson[]): string => people.find((person) => person.id === id)?.name ?? id;

const relativeWords = (operand: object, words: Messages['condition']): string => {
  if ('this' in operand) return words[`period-${periodNamed(operand.this)}`];
  const days = 'days' in operand ? Number(operand.days) : 0;
  if (days === 0) return words.today;
  return fill(days < 0 ? words.daysAgo : words.daysAhead, { days: Math.abs(days) });
};

const periodNamed = (name: unknown): 'week' | 'month' | 'quarter' | 'year' =>
  name === 'week' || name === 'quarter' || name === 'year' ? name : 'month';
