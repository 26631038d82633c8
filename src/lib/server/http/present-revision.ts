import type { Language } from '#messages/language.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { wordChange } from '#messages/word-change.ts';
import type { World } from '#usecases/ports/world.ts';
import type { RevisionPlan } from '#usecases/revision/plan-revision.ts';
import type { RevisionLine } from '#usecases/revision/revision.ts';

export const presentRevision = (world: World, line: RevisionLine) => ({
  ...line,
  authorName: world.directory.person(line.author)?.name ?? '',
});

/** The diff in data and in sentences. */
export const presentPlan = async (plan: RevisionPlan, language: Language) => {
  const messages = await loadMessages(language);
  return {
    refused: plan.refused,
    changes: plan.changes.map((change) => ({ ...change, refused: change.effect === 'refused', words: wordChange(change, messages) })),
  };
};
