import type { Command } from '../command.ts';
import { giveOut } from '../files.ts';
import { withWorld } from '../open-data.ts';
import { orderKeys } from '../order-keys.ts';
import { requireTable } from '../require-table.ts';

/** The live definition with its keywords in a stable order. */
export const exportDefinition: Command = {
  name: 'export',
  words: 'exportWords',
  positionals: ['TABLE'],
  flags: { out: { value: 'FILE', words: 'outFlag' } },
  run: (given, speaker) =>
    withWorld(async ({ world }) => {
      const { table } = requireTable(world, given.positionals[0] ?? '');
      giveOut(`${JSON.stringify(orderKeys(table.definition), null, 2)}\n`, given, speaker);
      return true;
    }),
};
