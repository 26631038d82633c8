import type { Values } from '#core/definition/definition.ts';

/** A row to be made. */
export interface NewRow {
  readonly id: string;
  readonly historyId: string;
  readonly values: Values;
}
