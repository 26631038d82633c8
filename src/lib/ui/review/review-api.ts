import type { DecisionWord } from '#core/review/finding.ts';
import { ask, type Answer } from '#ui/import/ask.ts';
import type { ShownReview } from './review-shape.ts';

const path = (table: string, review = ''): string => `/api/v1/tables/${table}/review${review === '' ? '' : `/${review}`}`;

export interface MadeDraft {
  readonly draft: string;
  readonly changes: number;
}

export const startReview = (table: string): Promise<Answer<{ readonly id: string }>> => ask(path(table), { method: 'POST' });
export const fetchReview = (table: string, review: string): Promise<Answer<ShownReview>> => ask(path(table, review));
export const sendDecision = (
  table: string,
  review: string,
  { id, ...change }: { readonly id: string; readonly decision: DecisionWord; readonly reason: string },
): Promise<Answer<ShownReview>> => ask(`${path(table, review)}/decisions`, { method: 'PUT', body: { decisions: { [id]: change } } });
export const sendNext = (table: string, review: string, next: string): Promise<Answer<ShownReview>> =>
  ask(`${path(table, review)}/decisions`, { method: 'PUT', body: { next } });
export const makeDraft = (table: string, review: string): Promise<Answer<MadeDraft>> =>
  ask(`${path(table, review)}/draft`, { method: 'POST' });
export const settleFeedback = (table: string, id: string): Promise<Answer<null>> =>
  ask(`/api/v1/tables/${table}/feedback/${id}`, { method: 'PATCH', body: {} });
export const reportAddress = (table: string, review: string): string => `${path(table, review)}/report.xlsx`;

const lookEvery = 700;

/** Asks until the review is no longer running; undefined when nobody waits any more. */
export const followReview = async (
  { table, id }: { readonly table: string; readonly id: string },
  { onreport, signal }: { readonly onreport: (review: ShownReview) => void; readonly signal: AbortSignal },
): Promise<void> => {
  while (!signal.aborted) {
    const answer = await fetchReview(table, id);
    if (signal.aborted) return;
    if (answer.ok) onreport(answer.value);
    if (answer.ok && answer.value.state !== 'running') return;
    await new Promise((resolve) => setTimeout(resolve, lookEvery));
  }
};
