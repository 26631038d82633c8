import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { Condition } from '#core/condition/condition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { titleIn } from '#core/naming.ts';
import type { Problem } from '#core/problem.ts';
import { lockOf } from '#core/record/judge-limits.ts';
import { fill } from './fill.ts';
import type { Language } from './language.ts';
import type { Messages } from './messages.ts';

/** Where a problem stands, and how a condition is told; a condition that cannot be told is undefined. */
export interface ConditionalScene {
  readonly field: CompiledField;
  readonly table: CompiledTable;
  readonly language: Language;
  readonly messages: Pick<Messages, 'form'>;
  readonly tell: (condition: Condition) => string | undefined;
}

/** What a condition causes names the condition: required, locked, an option that may not be chosen now. Undefined for every other problem. */
export const wordConditional = (problem: Problem, scene: ConditionalScene): string | undefined => {
  const { field, table, language, messages, tell } = scene;
  const said = (template: string, condition: Condition | undefined, params: Problem['params'] = {}): string | undefined => {
    const words = condition && tell(condition);
    return words === undefined ? undefined : fill(template, { ...params, condition: words });
  };
  if (problem.code === 'required' && problem.params['conditional'] === true) return said(messages.form.requiredWhen, field.require);
  if (problem.code === 'locked') return said(messages.form.lockedBecause, lockOf(field, table));
  const option = optionsOf(field.schema).find((candidate) => candidate.const === problem.params['id']);
  if (problem.code !== 'option-not-now' || !option) return undefined;
  return said(messages.form.optionWhen, option['x-when'], { option: titleIn(option, language) });
};
