import { fill } from '#messages/fill.ts';
import { revisionNumber } from '#usecases/revision/revision.ts';
import { planRollback, rollbackRevision } from '#usecases/revision/rollback-revision.ts';
import type { Command } from '../command.ts';
import { openJobs } from '../open-jobs.ts';
import { withWorld } from '../open-data.ts';
import { requireDone } from '../require-done.ts';
import { requireTable } from '../require-table.ts';
import { Told } from '../told.ts';
import { cliCaller } from '../who.ts';
import { sayPublished } from './publish.ts';

const shownRows = 20;

/** Makes an earlier revision of a table live again, after naming the rows whose values differ there. */
export const rollback: Command = {
  name: 'rollback',
  words: 'rollbackWords',
  positionals: ['TABLE'],
  flags: {
    to: { value: 'N', words: 'toFlag', needed: true },
    note: { value: 'TEXT', words: 'noteFlag' },
    user: { value: 'EMAIL', words: 'authorFlag' },
  },
  run: ({ positionals: [key = ''], flags }, speaker) =>
    withWorld(async ({ world }) => {
      const { cli } = speaker.messages;
      const { table } = requireTable(world, key);
      const number = revisionNumber(flags.get('to') ?? '');
      if (number === 0) throw new Told('noRevision', { number: flags.get('to') ?? '' });
      const caller = cliCaller(world, speaker.language, flags.get('user'));
      const planned = await planRollback(world, caller, { key, number });
      if (!planned.ok && planned.refusal.kind === 'not-found') throw new Told('noRevision', { number });
      const { differing } = requireDone(planned);
      if (differing.count > 0) speaker.say(fill(cli.rowsDiffer, { count: differing.count }));
      for (const row of differing.samples.slice(0, shownRows))
        speaker.say(`  ${[row.number, row.title].filter((word) => word !== '').join(' ') || row.id}: ${row.fields.join(', ')}`);
      const note = flags.get('note') ?? fill(cli.rollbackNote, { number });
      const done = requireDone(await rollbackRevision(openJobs(world), caller, { key, number, note }));
      sayPublished({ ...done, job: undefined }, table.definition.title, speaker);
      return true;
    }),
};
