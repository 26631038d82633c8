import type { IconName } from '#ui/kit/icon-name.ts';
import type { PlannedField, SaidChange } from './revision-facts.ts';

const icons: readonly (readonly [RegExp, IconName])[] = [
  [/removed|retired/, 'minus'],
  [/added|reopened|loosened/, 'plus'],
  [/replaced|type-changed|moved/, 'swap'],
  [/tightened|lock|access|owner|required/, 'lock'],
  [/reordered|layout|section/, 'section'],
  [/view/, 'table'],
  [/reminder/, 'bell'],
];

/** One symbol per kind of change. */
export const changeIcon = (kind: string): IconName => icons.find(([pattern]) => pattern.test(kind))?.[1] ?? 'edit';

/** The key of the field a change is about; undefined for layout, views and the rest. */
export const changedField = (path: string): string | undefined => /^\/record\/properties\/([^/]+)/.exec(path)?.[1];

/** What the dry run found for a change: only changes that rows can tell have a field of the plan. */
export const plannedFor = (change: SaidChange, fields: readonly PlannedField[]): PlannedField | undefined =>
  change.effect === 'rows' ? fields.find(({ key }) => key === changedField(change.path)) : undefined;
