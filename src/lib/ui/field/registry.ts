import type { FieldTypeName } from '#core/definition/definition.ts';
import type { IconName } from '#ui/kit/icon-name.ts';

/** How a field type looks in lists and labels. */
export interface FieldLook {
  readonly icon: IconName;
  readonly align: 'start' | 'end';
  /** Width of its column in px before someone changes it. */
  readonly width: number;
  /** A list writes the text as it is: its cell says no more, and a list has a thousand of them. */
  readonly plain?: true;
}

/** One line per type; `<type>/input.svelte` and `<type>/cell.svelte` are found by name (input-of.ts, cell-of.ts). */
export const fieldLooks: Readonly<Record<FieldTypeName, FieldLook>> = {
  text: { icon: 'text', align: 'start', width: 148, plain: true },
  'long-text': { icon: 'long-text', align: 'start', width: 200 },
  number: { icon: 'hash', align: 'end', width: 96 },
  money: { icon: 'money', align: 'end', width: 120 },
  percent: { icon: 'percent', align: 'end', width: 88 },
  date: { icon: 'calendar', align: 'start', width: 152, plain: true },
  datetime: { icon: 'clock', align: 'start', width: 152 },
  choice: { icon: 'choice', align: 'start', width: 104 },
  'multi-choice': { icon: 'multi-choice', align: 'start', width: 168 },
  'yes-no': { icon: 'toggle', align: 'start', width: 72 },
  phone: { icon: 'phone', align: 'start', width: 128, plain: true },
  email: { icon: 'mail', align: 'start', width: 176 },
  url: { icon: 'link', align: 'start', width: 176 },
  member: { icon: 'user', align: 'start', width: 96 },
  serial: { icon: 'serial', align: 'start', width: 120, plain: true },
  region: { icon: 'pin', align: 'start', width: 176 },
  'id-number': { icon: 'stamp', align: 'start', width: 176, plain: true },
};
