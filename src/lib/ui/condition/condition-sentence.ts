import type { Condition, Leaf } from '#core/condition/condition.ts';
import type { ConditionField } from '#core/condition/condition-field.ts';
import type { FieldPerson } from '#ui/field/field-context.ts';
import { momentText } from '#ui/field/datetime/moment-text.ts';
import { moneyText, numberText } from '#ui/field/number-text.ts';
import type { Messages } from '#messages/messages.ts';
import { tellCondition, tellField, tellLeaf, tellOperand, tellOperator, type LeafWords, type Narrator } from '#messages/tell-condition.ts';
import type { TableModel } from '#ui/list/table-facts.ts';

/** What sentences are made of: the table, and the words of the page. */
export interface Teller {
  readonly model: Pick<TableModel, 'table' | 'context'>;
  readonly messages: Pick<Messages, 'condition' | 'kit'>;
}

const narratorOf = ({ model: { table, context }, messages }: Teller): Narrator => ({
  source: table,
  language: context.language,
  messages,
  sayValue: (operand, field) => valueWords(operand, field, context),
});

/** A whole condition as one sentence: 最近跟进日期早于 30 天前，或（最近跟进日期为空，且创建时间早于 30 天前）. */
export const conditionSentence = (condition: Condition, teller: Teller, nested = false): string =>
  tellCondition(condition, narratorOf(teller), nested);

export const leafWords = (leaf: Leaf, teller: Teller): LeafWords => tellLeaf(leaf, narratorOf(teller));

/** Title of a field or of a fact of the row such as `$created`. */
export const fieldTitle = (key: string, teller: Teller): string => tellField(key, narratorOf(teller));

/** Numbers are less and more, days earlier and later; a period is one that something lies in. */
export const operatorWords = tellOperator;

export const operandWords = (operand: unknown, field: ConditionField | undefined, teller: Teller): string =>
  tellOperand(operand, field, narratorOf(teller));

/** Values as cells show them. */
const valueWords = (operand: string | number, field: ConditionField | undefined, context: TableModel['context']): string => {
  const name = field?.type.name;
  if (typeof operand === 'number')
    return name === 'money' ? moneyText(operand) : name === 'percent' ? `${numberText(operand * 100)}%` : numberText(operand);
  if (name === 'member') return personName(operand, context.people);
  if (name === 'datetime') return momentText(operand, context.zone);
  return name === 'region' ? (context.regionWords?.[operand] ?? operand) : operand;
};

const personName = (id: string, people: readonly FieldPerson[]): string => people.find((person) => person.id === id)?.name ?? id;
