import type { FieldMark } from '#core/definition/mark-fields.ts';
import type { IconName } from '#ui/kit/icon-name.ts';

/** How each kind of mark is drawn; its word stands beside. */
export const markLooks: Readonly<
  Record<FieldMark['kind'], { readonly tone: 'success' | 'danger' | 'warning' | 'neutral'; readonly icon: IconName }>
> = {
  added: { tone: 'success', icon: 'plus' },
  removed: { tone: 'danger', icon: 'minus' },
  changed: { tone: 'warning', icon: 'edit' },
  moved: { tone: 'neutral', icon: 'swap' },
};
