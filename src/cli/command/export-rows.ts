import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fill } from '#messages/fill.ts';
import { exportFile } from '#server/transfer/export-file.ts';
import { exportRecords } from '#usecases/record/export-records.ts';
import { accessTo } from '#usecases/table/open-table.ts';
import type { Command } from '../command.ts';
import { reasonOf } from '../files.ts';
import { withWorld } from '../open-data.ts';
import { requireDone } from '../require-done.ts';
import { requireTable } from '../require-table.ts';
import { Told } from '../told.ts';
import { cliCaller } from '../who.ts';

/** The rows of a table as a file like that of the list's export. */
export const exportRows: Command = {
  name: 'export-rows',
  words: 'exportRowsWords',
  positionals: ['TABLE'],
  flags: {
    format: { value: 'csv|xlsx', words: 'formatFlag' },
    out: { value: 'FILE', words: 'outFlag' },
    view: { value: 'KEY', words: 'viewFlag' },
  },
  run: ({ positionals: [key = ''], flags }, speaker) => {
    const type = formatOf(flags.get('format'), flags.get('out'));
    return withWorld(async ({ world }) => {
      const access = accessTo(world, cliCaller(world, speaker.language, undefined), requireTable(world, key));
      const exported = requireDone(await exportRecords(world, access, { view: flags.get('view') }));
      const { name, content } = exportFile(access, exported, { type, messages: speaker.messages });
      const file = flags.get('out') ?? `${name}.${type}`;
      await pipeline(Readable.from(content), createWriteStream(file)).catch((error: unknown) => {
        throw new Told('cannotWrite', { file, reason: reasonOf(error) });
      });
      speaker.say(fill(speaker.messages.cli.rowsOut, { rows: exported.count, file }));
      return true;
    });
  },
};

const formatOf = (given: string | undefined, file: string | undefined): 'csv' | 'xlsx' => {
  const format = given ?? (file?.toLowerCase().endsWith('.xlsx') === true ? 'xlsx' : 'csv');
  if (format === 'csv' || format === 'xlsx') return format;
  throw new Told('unknownValue', { flag: '--format', allowed: ['csv', 'xlsx'] });
};
