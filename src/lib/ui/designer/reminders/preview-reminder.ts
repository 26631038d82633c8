import { checkCondition } from '#core/condition/check-condition.ts';
import type { Definition, Reminder, Values } from '#core/definition/definition.ts';
import { draftSource } from '#core/definition/edit/draft-source.ts';
import { whyUncounted, type Uncounted } from '#core/reminder/reminder-rule.ts';

/** A record a rule meets today. */
export interface MetRecord {
  readonly id: string;
  readonly values: Values;
  readonly created: string;
  readonly createdBy: string;
  readonly updated: string;
  readonly revision: number;
}

interface Counted {
  readonly kind: 'count';
  readonly count: number;
  readonly late: number;
  readonly records: readonly MetRecord[];
}

/** `draft`: it reads what is not published yet. `offline`: nobody answered. Else why rows cannot say it. */
export type Preview = Counted | { readonly kind: 'draft' | 'offline' } | { readonly kind: 'uncounted'; readonly why: Uncounted };

/** What a count depends on: whom a rule reminds, and how, says nothing. */
export const askedOf = ({ on, when, date, after, within, until }: Reminder): string =>
  JSON.stringify({ key: '', title: '', on, when, date, after, within, until });

/** What a rule does today on the real rows. */
export const previewReminder = async (live: Definition, reminder: Reminder, signal: AbortSignal): Promise<Preview> => {
  const source = draftSource(live);
  const why = whyUncounted(reminder, source);
  if (why !== undefined) return why === 'field' ? { kind: 'draft' } : { kind: 'uncounted', why };
  if (reminder.when !== undefined && checkCondition(reminder.when, source).length > 0) return { kind: 'draft' };
  try {
    const response = await fetch(`/api/v1/tables/${live.key}/reminders/preview`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reminder }),
      signal,
    });
    if (response.status === 422) return { kind: 'draft' };
    if (!response.ok) return { kind: 'offline' };
    const answer: Omit<Counted, 'kind'> = await response.json();
    return { kind: 'count', ...answer };
  } catch {
    return { kind: 'offline' }; // no network, or asked anew meanwhile
  }
};
