import type { Language } from '#messages/language.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { wordChange } from '#messages/word-change.ts';
import type { World } from '#usecases/ports/world.ts';
import type { RevisionPlan } from '#usecases/table/plan-revision.ts';
import type { RevisionLine } from '#usecases/table/revision.ts';

export const presentRevision = (world: World, line: RevisionLine) => ({
  ...line,
  authorName: world.directory.person(line.author)?.name ?? '',
});

/** The diff in data and in sentences. */
export const presentPlan = async (plan: RevisionPlan, language: Language) => {
  const messages = await loadMessages(language);
  return { refused: plan.refused, changes: plan.changes.map((change) => ({ ...change, words: wordChange(change, messages) })) };
};
