import { checkCondition } from '#core/condition/check-condition.ts';
import type { Condition } from '#core/condition/condition.ts';
import type { Definition } from '#core/definition/definition.ts';
import { draftSource } from '#core/definition/edit/draft-source.ts';

/** `draft`: it reads what is not published, so no row can be asked. `offline`: nobody answered. */
export type Hits = { readonly kind: 'count'; readonly count: number } | { readonly kind: 'draft' } | { readonly kind: 'offline' };

/** Counts the real rows that a condition meets today. */
export const countHits = async (live: Definition, filter: Condition | undefined, signal: AbortSignal): Promise<Hits> => {
  if (filter !== undefined && checkCondition(filter, draftSource(live)).length > 0) return { kind: 'draft' };
  try {
    const response = await fetch(`/api/v1/tables/${live.key}/count`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(filter === undefined ? {} : { filter }),
      signal,
    });
    if (response.status === 422) return { kind: 'draft' };
    if (!response.ok) return { kind: 'offline' };
    const { count }: { readonly count: number } = await response.json();
    return { kind: 'count', count };
  } catch {
    return { kind: 'offline' }; // no network, or asked anew meanwhile
  }
};
