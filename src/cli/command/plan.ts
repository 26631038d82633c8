import { fill } from '#messages/fill.ts';
import { wordChange } from '#messages/word-change.ts';
import { planRevision, type RevisionPlan } from '#usecases/revision/plan-revision.ts';
import type { Command, Speaker } from '../command.ts';
import { withWorld } from '../open-data.ts';
import { readDefinition } from '../read-definition.ts';
import { requireDone } from '../require-done.ts';
import { requireTable } from '../require-table.ts';
import { cliCaller } from '../who.ts';

/** What publishing a file would change. */
export const plan: Command = {
  name: 'plan',
  words: 'planWords',
  positionals: ['FILE'],
  flags: {},
  run: ({ positionals: [file = ''] }, speaker) => {
    const definition = readDefinition(file);
    return withWorld(async ({ world }) => {
      requireTable(world, definition.key);
      const planned = requireDone(planRevision(world, cliCaller(world, speaker.language, undefined), { key: definition.key, definition }));
      sayChanges(planned, speaker);
      return !planned.refused;
    });
  },
};

export const sayChanges = ({ definition, changes, refused }: RevisionPlan, { messages, say }: Speaker): void => {
  const words = refused ? messages.cli.mayNotPublish : messages.cli.mayPublish;
  say(fill(words, { title: definition.title, count: changes.length }));
  for (const change of changes) say(`  ${change.effect === 'refused' ? '✗' : '·'} ${change.path}: ${wordChange(change, messages)}`);
};
