import type { Definition } from '#core/definition/definition.ts';
import { ask, type Answer } from '#ui/import/ask.ts';
import type { Differing, Mappings, Plan, PublishReport, RevisionLine, SaidChange, Trial } from './revision-facts.ts';

const revisionsOf = (table: string): string => `/api/v1/tables/${table}/revisions`;
const post = <T>(address: string, body: unknown): Promise<Answer<T>> => ask<T>(address, { method: 'POST', body });

/** What is judged: a document as it stands in a draft, or a stored revision. */
export type Planned = { readonly definition: Definition } | { readonly number: number };

/** The plan at once, or the job that makes it. */
export const askPlan = (table: string, planned: Planned, mappings: Mappings): Promise<Answer<Plan | { readonly job: string }>> =>
  post(`${revisionsOf(table)}/plan`, { ...planned, ...(Object.keys(mappings).length === 0 ? {} : { mappings }) });

/** Stores a document as the next number, live nowhere. */
export const storeRevision = (
  table: string,
  { definition, note, mappings }: { readonly definition: Definition; readonly note: string; readonly mappings: Mappings },
): Promise<Answer<RevisionLine & { readonly changes: readonly SaidChange[] }>> =>
  post(revisionsOf(table), { definition, mappings, ...(note === '' ? {} : { note }) });

/** At once with its report, as a job, or waiting for a second person. */
export type Publishing = RevisionLine & { readonly report?: PublishReport; readonly job?: string };

export const publishRevision = (
  table: string,
  number: number,
  { note, mappings }: { readonly note: string; readonly mappings: Mappings },
): Promise<Answer<Publishing>> =>
  post(`${revisionsOf(table)}/${number}/publish`, { note, ...(Object.keys(mappings).length === 0 ? {} : { mappings }) });

export const rollBack = (table: string, number: number, note: string): Promise<Answer<Publishing>> =>
  post(`${revisionsOf(table)}/${number}/rollback`, { note });

/** What going to another revision changes, and whether somebody else must agree. */
export interface WayBack {
  readonly changes: readonly SaidChange[];
  readonly differing: Differing;
  readonly approval: boolean;
}

/** The rows whose values would differ, before anything is flipped. */
export const lookBack = (table: string, number: number): Promise<Answer<WayBack>> =>
  post(`${revisionsOf(table)}/${number}/rollback`, { note: '', dryRun: true });

export const startTrial = (table: string, number: number, trial: Trial): Promise<Answer<Publishing>> =>
  post(`${revisionsOf(table)}/${number}/trial`, trial);

export const endTrial = (table: string, number: number): Promise<Answer<RevisionLine>> =>
  ask(`${revisionsOf(table)}/${number}/trial`, { method: 'DELETE' });

export const approveRevision = (table: string, number: number): Promise<Answer<Publishing>> =>
  post(`${revisionsOf(table)}/${number}/approve`, {});

export const returnRevision = (table: string, number: number, words: string): Promise<Answer<RevisionLine>> =>
  post(`${revisionsOf(table)}/${number}/return`, { words });

export const withdrawRevision = (table: string, number: number): Promise<Answer<RevisionLine>> =>
  ask(`${revisionsOf(table)}/${number}`, { method: 'DELETE' });
