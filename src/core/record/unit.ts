import type { SqlText } from '#core/query/bindings.ts';

/** One statement of a unit of work; the shape of the Database port's Statement. */
export interface UnitStatement extends SqlText {
  readonly changes?: number;
  readonly returns?: boolean;
}

/** Who writes, through which door, when; `importId` '' outside imports. */
export interface WriteNote {
  readonly at: string;
  readonly by: string;
  readonly door: string;
  readonly importId: string;
}

export type HistoryKind = 'create' | 'update' | 'delete' | 'restore';

/** A line of the history of a row. `changes`: `{key: [before, after]}`. The owners say who may hear of it. */
export interface HistoryLine {
  readonly id: string;
  readonly record: string;
  readonly version: number;
  readonly kind: HistoryKind;
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
  readonly ownerBefore: string;
  readonly ownerAfter: string;
}
