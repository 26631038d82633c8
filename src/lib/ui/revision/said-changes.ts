import { diffDefinitions } from '#core/definition/diff-definitions.ts';
import type { Definition } from '#core/definition/definition.ts';
import type { Messages } from '#messages/messages.ts';
import { wordChange } from '#messages/word-change.ts';
import type { SaidChange } from './revision-facts.ts';

/** What lies between two revisions, in sentences; made where it is read. */
export const saidChanges = (before: Definition, after: Definition, messages: Messages): readonly SaidChange[] =>
  diffDefinitions(before, after).map((change) => ({
    ...change,
    refused: change.effect === 'refused',
    words: wordChange(change, messages),
  }));
