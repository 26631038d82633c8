import { leavesOf, type Condition } from '#core/condition/condition.ts';
import { listOf } from '#core/condition/operand.ts';
import type { Definition, Reminder } from '#core/definition/definition.ts';
import { conditionPlaces } from '#core/definition/edit/condition-place.ts';
import type { Titled } from '#core/naming.ts';
import { pointer } from '#core/problem.ts';

export type OptionUsePlace = 'view' | 'color' | 'reminder' | 'show' | 'require' | 'lock' | 'limit' | 'default';

/** A part of a document that names an option of a field. */
export interface OptionUse {
  readonly place: OptionUsePlace;
  /** The view, the reminder or the field it stands in. */
  readonly title: Titled;
  readonly path: string;
}

/** What a field is asked about, and the ids of its options. */
export interface NamedOptions {
  readonly key: string;
  readonly ids: readonly string[];
}

/** Whether a condition compares a field with one of its options. */
export const namesOption = (condition: Condition, { key, ids }: NamedOptions): boolean =>
  leavesOf(condition).some((leaf) => leaf.field === key && listOf(leaf.value).some((id) => ids.some((own) => own === id)));

/** Every place of a document that still names one of these options: conditions, events of reminders, the default. */
export const optionUses = (definition: Definition, named: NamedOptions): readonly OptionUse[] => [
  ...conditionPlaces(definition).flatMap(({ path, title, condition }) =>
    namesOption(condition, named) ? [{ place: placeOf(path), title, path }] : [],
  ),
  ...definition.reminders.flatMap((reminder, index): readonly OptionUse[] =>
    eventWords.flatMap((word) =>
      named.ids.includes(namedEvent(reminder, word, named.key)?.to ?? '')
        ? [{ place: 'reminder', title: reminder, path: pointer('reminders', index, word, 'to') }]
        : [],
    ),
  ),
  ...defaultUse(definition, named),
];

/** The two events between which the time of a deadline runs. */
export const eventWords = ['after', 'until'] as const;

/** An event of a reminder that waits for an option of a field (改成“合作中”), and the option; undefined for any other event. */
export const namedEvent = (
  reminder: Reminder,
  word: (typeof eventWords)[number],
  key: string,
): { readonly event: object; readonly to: string } | undefined => {
  const event = reminder[word];
  const isOf = typeof event === 'object' && event !== null && 'field' in event && event.field === key;
  return isOf && 'to' in event && typeof event.to === 'string' ? { event, to: event.to } : undefined;
};

const defaultUse = ({ record }: Definition, { key, ids }: NamedOptions): readonly OptionUse[] => {
  const field = Object.hasOwn(record.properties, key) ? record.properties[key] : undefined;
  const isNamed = field !== undefined && [field.default].flat().some((id) => ids.some((own) => own === id));
  return isNamed ? [{ place: 'default', title: field, path: pointer('record', 'properties', key, 'default') }] : [];
};

const places: readonly (readonly [RegExp, OptionUsePlace])[] = [
  [/^\/views\/\d+\/filter/, 'view'],
  [/^\/views\//, 'color'],
  [/^\/reminders\//, 'reminder'],
  [/\/x-show$/, 'show'],
  [/\/x-require$/, 'require'],
  [/\/x-lock$/, 'lock'],
];

const placeOf = (path: string): OptionUsePlace => places.find(([pattern]) => pattern.test(path))?.[1] ?? 'limit';
