import type { Condition } from '#core/condition/condition.ts';
import { ask, type Answer } from '#ui/import/ask.ts';

/** Rows that hold one of `from` get `to` instead; `where` narrows them: a split. */
export interface Replacement {
  readonly field: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly where?: Condition | undefined;
}

export interface ReplaceReport {
  /** Rows that were changed. */
  readonly count: number;
  /** Of an undo: rows that somebody changed since, and that stay as they are. */
  readonly kept?: number;
}

const addressOf = (table: string): string => `/api/v1/tables/${table}`;

/** Where a job of a table is asked for. */
export const jobAddress = (table: string, job: string): string => `${addressOf(table)}/jobs/${job}`;

/** How many rows would change; writes nothing. */
export const countReplacement = (table: string, replacement: Replacement): Promise<Answer<{ readonly count: number }>> =>
  ask(`${addressOf(table)}/options/replace`, { method: 'POST', body: { ...replacement, dryRun: true } });

export const startReplacement = (table: string, replacement: Replacement): Promise<Answer<{ readonly job: string }>> =>
  ask(`${addressOf(table)}/options/replace`, { method: 'POST', body: replacement });

/** Gives the rows of a replacement their old option back, where it was not changed since. */
export const undoJob = (table: string, job: string): Promise<Answer<{ readonly job: string }>> =>
  ask(`${jobAddress(table, job)}/undo`, { method: 'POST' });
