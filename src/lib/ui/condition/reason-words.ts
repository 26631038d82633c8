import { findField } from '#core/condition/condition-field.ts';
import type { Facts } from '#core/condition/evaluate.ts';
import type { Reason } from '#core/condition/reasons.ts';
import { daysBetween } from '#core/field/calendar.ts';
import { fill } from '#messages/fill.ts';
import { momentText } from '#ui/field/datetime/moment-text.ts';
import { fieldTitle, leafWords, operandWords, type Teller } from './condition-sentence.ts';

/** One reason in words: what the row says (最近跟进日期 2026-10-12), and what the rule asks of it (43 天前，早于 30 天前). */
export interface ReasonWords {
  readonly fact: string;
  readonly because: string;
}

/** The value of a field or of a fact of the row, after its title; unset in a word of its own. */
export const factWords = (key: string, { values, system }: Facts, teller: Teller): string => {
  const value = (key.startsWith('$') ? system?.[key] : values[key]) ?? null;
  const field = findField(teller.model.table, key);
  const words = Array.isArray(value)
    ? value.map((id: string) => operandWords(id, field, teller)).join(teller.messages.condition.list)
    : operandWords(value, field, teller);
  return `${fieldTitle(key, teller)} ${value === null ? teller.messages.kit.unset : words}`;
};

export const reasonWords = ({ leaf, holds }: Reason, facts: Facts, teller: Teller): ReasonWords => {
  const { condition } = teller.messages;
  const { op, value } = leafWords(leaf, teller);
  const asked = fill(value === '' ? condition.leafAlone : condition.leaf, { field: '', op, value }).trim();
  const ago = agoWords(leaf.field, facts, teller);
  const because = holds ? asked : fill(condition.not, { condition: asked });
  return { fact: factWords(leaf.field, facts, teller), because: ago === '' ? because : `${ago}${condition.and}${because}` };
};

/** How far a day or moment lies from today; '' for everything else. */
const agoWords = (key: string, { values, system }: Facts, { model, messages }: Teller): string => {
  const value = key.startsWith('$') ? system?.[key] : values[key];
  const name = findField(model.table, key)?.type.name;
  if (typeof value !== 'string' || (name !== 'date' && name !== 'datetime')) return '';
  const { condition } = messages;
  const days = daysBetween(name === 'datetime' ? momentText(value, model.context.zone).slice(0, 10) : value, model.context.today);
  if (days === 0) return condition.today;
  return fill(days > 0 ? condition.daysAgo : condition.daysAhead, { days: Math.abs(days) });
};
