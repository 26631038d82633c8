import type { Definition } from '#core/definition/definition.ts';
import type { Edit } from '#core/definition/edit/edit.ts';
import { fieldOf } from '#core/definition/edit/change-part.ts';

export interface ReplacedOptions {
  readonly key: string;
  readonly from: readonly string[];
  readonly to: string;
  /** Whether views, conditions and reminders follow too. */
  readonly follow: boolean;
}

/** What a draft makes of options whose rows hold another one now: retired, with a successor. A default follows in any case: a retired one fits no new row. */
export const replacedOptions = (definition: Definition, { key, from, to, follow }: ReplacedOptions): readonly Edit[] => {
  const given = fieldOf(definition, key)?.default;
  const named = (id: string): string => (from.includes(id) ? to : id);
  const lists = Array.isArray(given) ? [...new Set(given.map((id: string) => named(id)))] : undefined;
  const next = typeof given === 'string' ? named(given) : lists;
  const first: readonly Edit[] = follow
    ? [{ kind: 'follow-option', key, from, to }]
    : next === undefined
      ? []
      : [{ kind: 'set-field', key, set: { default: next } }];
  return [...first, ...from.map((option): Edit => ({ kind: 'retire-option', key, option, replacedBy: to }))];
};
