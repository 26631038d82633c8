import type { Messages } from '#messages/messages.ts';
import { ask } from '#ui/import/ask.ts';
import type { SaidChange, WholeRevision } from './revision-facts.ts';
import { saidChanges } from './said-changes.ts';

/** What a revision changed against the one it was made from; nothing for the first. */
export const readChanges = async (table: string, revision: WholeRevision, messages: Messages): Promise<readonly SaidChange[]> => {
  const base = revision.base ?? revision.number - 1;
  if (base < 1) return [];
  const before = await ask<WholeRevision>(`/api/v1/tables/${table}/revisions/${base}`);
  return before.ok ? saidChanges(before.value.definition, revision.definition, messages) : [];
};
