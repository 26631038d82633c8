import { basename } from 'node:path';
import { fill } from '#messages/fill.ts';
import { defineTable } from '#usecases/table/define-table.ts';
import type { Command } from '../command.ts';
import { readJsonFile } from '../files.ts';
import { withWorld } from '../open-data.ts';
import { requireDone } from '../require-done.ts';
import { sayProblems } from '../say-problems.ts';
import { Told } from '../told.ts';
import { cliCaller } from '../who.ts';

/** Makes a table of a definition or any JSON Schema; what stayed out of a foreign one is told line by line. */
export const create: Command = {
  name: 'create',
  words: 'createWords',
  positionals: ['FILE'],
  flags: { title: { value: 'TEXT', words: 'tableTitleFlag' }, user: { value: 'EMAIL', words: 'authorFlag' } },
  run: ({ positionals: [file = ''], flags }, speaker) => {
    const parsed = readJsonFile(file);
    if (!parsed.ok) throw new Told('faults', { file, count: parsed.problems.length }, parsed.problems);
    return withWorld(async ({ world }) => {
      const caller = cliCaller(world, speaker.language, flags.get('user'));
      const given = { input: parsed.value, title: flags.get('title'), fileName: basename(file), words: speaker.messages.workbook };
      const { entry, leftOut } = requireDone(await defineTable(world, caller, { ...given, note: '' }));
      const { title } = entry.table.definition;
      speaker.say(fill(speaker.messages.cli.tableMade, { title, key: entry.key }));
      if (leftOut.length > 0) speaker.complain(fill(speaker.messages.cli.leftOut, { count: leftOut.length }));
      sayProblems(leftOut, speaker);
      return true;
    });
  },
};
