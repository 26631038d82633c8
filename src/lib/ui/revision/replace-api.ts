import type { Condition } from '#core/condition/condition.ts';
import { ask, type Answer } from '#ui/import/ask.ts';
import { jobAddress } from './job.ts';

/** Rows that hold one of `from` get `to` instead; `where` narrows them: a split. */
export interface Replacement {
  readonly field: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly where?: Condition | undefined;
}

/** `revision`: the one in which the replaced options were retired, null for a split. */
export interface ReplaceReport {
  readonly changed: number;
  readonly binned: number;
  readonly skipped: readonly string[];
  readonly revision: number | null;
}

export interface UndoReport {
  readonly restored: number;
  readonly binned: number;
  readonly kept: {
    readonly count: number;
    readonly samples: readonly { readonly id: string; readonly title: string; readonly number: string }[];
  };
  readonly revision: number | null;
}

const address = (table: string): string => `/api/v1/tables/${table}/options/replace`;

/** Rows that would change, and how many more of the bin. */
export interface Counted {
  readonly count: number;
  readonly binned: number;
}

/** Writes nothing. */
export const countReplacement = (table: string, replacement: Replacement): Promise<Answer<Counted>> =>
  ask(address(table), { method: 'POST', body: { ...replacement, dryRun: true } });

export const startReplacement = (table: string, replacement: Replacement): Promise<Answer<{ readonly job: string }>> =>
  ask(address(table), { method: 'POST', body: replacement });

/** Gives the rows of a replacement their old option back, where it was not changed since. */
export const undoJob = (table: string, job: string): Promise<Answer<{ readonly job: string }>> =>
  ask(`${jobAddress(table, job)}/undo`, { method: 'POST', body: {} });
