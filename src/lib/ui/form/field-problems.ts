import type { CompiledField } from '#core/compile/compiled-table.ts';
import type { Condition } from '#core/condition/condition.ts';
import type { Problem } from '#core/problem.ts';
import { lockOf } from '#core/record/judge-limits.ts';
import type { SaidProblem } from '#ui/record/record-api.ts';
import type { Messages } from '#messages/messages.ts';
import { fill } from '#messages/fill.ts';
import { wordConditional } from '#messages/word-conditional.ts';
import { wordProblem } from '#messages/word-problem.ts';
import { titleOf } from '#ui/field/title-of.ts';
import { conditionSentence } from '#ui/condition/condition-sentence.ts';
import type { TableModel } from '#ui/list/table-facts.ts';
import { keyOf } from './key-of.ts';

/** The problems of a form as sentences by field; what belongs to no field stands under ''. */
export type FieldProblems = ReadonlyMap<string, string>;

/** Says each problem with the title of its field; a field that only a condition requires names the condition. */
export const sayProblem = (problem: Problem, model: TableModel, messages: Messages): string => {
  const field = model.table.field(keyOf(problem));
  if (!field) return wordProblem(problem, messages);
  const { table, context } = model;
  const tell = (condition: Condition): string => conditionSentence(condition, { model, messages });
  const conditional = wordConditional(problem, { field, table, language: context.language, messages, tell });
  return (
    conditional ??
    wordProblem({ ...problem, params: { field: titleOf(field.schema, model.context.language), ...problem.params } }, messages)
  );
};

/** The first sentence of each field, in the order of the form. What the server said stands until the field is changed. */
export const fieldProblems = (
  found: readonly Problem[],
  said: readonly SaidProblem[],
  { model, messages }: { readonly model: TableModel; readonly messages: Messages },
): FieldProblems => {
  const words = new Map<string, string>();
  for (const problem of said) if (!words.has(keyOf(problem))) words.set(keyOf(problem), problem.words);
  for (const problem of found) if (!words.has(keyOf(problem))) words.set(keyOf(problem), sayProblem(problem, model, messages));
  const order = new Map(model.table.fields.map((field, at) => [field.key, at]));
  return new Map([...words].sort(([one], [other]) => (order.get(one) ?? -1) - (order.get(other) ?? -1)));
};

/** Why a field is there that is not always: 客户来源是其他时填写. */
export const shownBecause = (field: CompiledField, model: TableModel, messages: Messages): string | undefined =>
  field.show === undefined ? undefined : fill(messages.form.shownWhen, { condition: conditionSentence(field.show, { model, messages }) });

/** Why a field cannot be changed now: 合作状态是终止合作，已锁定. */
export const lockedBecause = (field: CompiledField, model: TableModel, messages: Messages): string => {
  const lock = lockOf(field, model.table);
  return lock === undefined ? '' : fill(messages.form.lockedWhen, { condition: conditionSentence(lock, { model, messages }) });
};

/** The problems of some fields only: those that were left already. */
export const problemsOf = (problems: FieldProblems, keys: readonly string[]): FieldProblems =>
  new Map([...problems].filter(([key]) => keys.includes(key)));
