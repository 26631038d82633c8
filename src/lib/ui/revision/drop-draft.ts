import { ask, type Answer } from '#ui/import/ask.ts';

/** Throws a draft away once it has become a revision; one that is gone already is as good. */
export const dropDraft = (table: string, { id }: { readonly id: string }): Promise<Answer<unknown>> =>
  ask(`/api/v1/tables/${table}/drafts/${id}`, { method: 'DELETE' });
