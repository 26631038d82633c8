import { fill } from '#messages/fill.ts';
import type { Definition } from '#core/definition/definition.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { createTable } from '#usecases/table/create-table.ts';
import { planRevision } from '#usecases/revision/plan-revision.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import type { Command, Speaker } from '../command.ts';
import { withWorld } from '../open-data.ts';
import { readDefinition } from '../read-definition.ts';
import { requireDone } from '../require-done.ts';
import { cliCaller } from '../who.ts';
import { sayChanges } from './plan.ts';

/** Publishes a file as the next revision of its table, or as a new table. What cannot be published is not stored either. */
export const publish: Command = {
  name: 'publish',
  words: 'publishWords',
  positionals: ['FILE'],
  flags: { note: { value: 'TEXT', words: 'noteFlag', needed: true }, user: { value: 'EMAIL', words: 'authorFlag' } },
  run: ({ positionals: [file = ''], flags }, speaker) => {
    const definition = readDefinition(file);
    return withWorld(async ({ world }) => {
      const caller = cliCaller(world, speaker.language, flags.get('user'));
      const note = flags.get('note') ?? '';
      if (!world.tables.any(definition.key)) return makeTable(world, caller, { definition, note, speaker });
      return publishChange(world, caller, { definition, note, speaker });
    });
  },
};

interface Publication {
  readonly definition: Definition;
  readonly note: string;
  readonly speaker: Speaker;
}

const makeTable = async (world: World, caller: Caller, { definition, note, speaker }: Publication): Promise<boolean> => {
  const { key } = requireDone(await createTable(world, caller, { definition, note, state: 'live', importId: '' }));
  speaker.say(fill(speaker.messages.cli.tableMade, { title: definition.title, key }));
  return true;
};

const publishChange = async (world: World, caller: Caller, { definition, note, speaker }: Publication): Promise<boolean> => {
  const { key, title } = definition;
  const { cli } = speaker.messages;
  const planned = requireDone(planRevision(world, caller, { key, definition }));
  if (planned.changes.length === 0) {
    speaker.say(fill(cli.unchanged, { title, number: world.tables.any(key)?.table.revision ?? 0 }));
    return true;
  }
  sayChanges(planned, planned.refused ? { ...speaker, say: speaker.complain } : speaker);
  if (planned.refused) return false;
  const { line } = requireDone(await storeRevision(world, caller, { key, definition, note }));
  const published = requireDone(await publishRevision(world, caller, { key, number: line.number }));
  speaker.say(fill(cli.published, { title, number: published.number }));
  return true;
};
