import type { View } from '#core/definition/definition.ts';
import type { Changed } from '#core/definition/edit/edit.ts';
import type { PartFacts } from './part-facts.ts';

/** Changes keywords of the view that is open; false when refused. */
export type SetView = (change: Changed<Omit<View, 'key'>>) => boolean;

/** What each part of a view's editor is given. */
export interface ViewPartProps {
  readonly view: View;
  readonly facts: PartFacts;
  readonly set: SetView;
}
