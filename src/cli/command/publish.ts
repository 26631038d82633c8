import { fill } from '#messages/fill.ts';
import { problem } from '#core/problem.ts';
import type { Definition } from '#core/definition/definition.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import type { Begun } from '#usecases/revision/begin-publish.ts';
import { planRevision, refusedChanges } from '#usecases/revision/plan-revision.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import type { PublishReport } from '#usecases/revision/publish-report.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { withdrawRevision } from '#usecases/revision/trial.ts';
import { createTable } from '#usecases/table/create-table.ts';
import type { Command, Speaker } from '../command.ts';
import { openJobs } from '../open-jobs.ts';
import { withWorld } from '../open-data.ts';
import { readDefinition } from '../read-definition.ts';
import { requireDone } from '../require-done.ts';
import { sayProblems } from '../say-problems.ts';
import { Told } from '../told.ts';
import { cliCaller } from '../who.ts';
import { sayChanges } from './plan.ts';

/** Publishes a file as the next revision of its table, or as a new table. What cannot be published leaves the table as it is. */
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
      if (note.trim() === '') throw new Told(undefined, {}, [problem('note-required', '/note')]);
      if (!world.tables.any(definition.key)) return makeTable(world, caller, { definition, note, speaker });
      return publishChange(openJobs(world), caller, { definition, note, speaker });
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

const publishChange = async (tools: JobTools, caller: Caller, { definition, note, speaker }: Publication): Promise<boolean> => {
  const { key, title } = definition;
  const { world } = tools;
  const { cli } = speaker.messages;
  const planned = requireDone(planRevision(world, caller, { key, definition }));
  if (planned.changes.length === 0) {
    speaker.say(fill(cli.unchanged, { title, number: planned.base }));
    return true;
  }
  const isRefused = refusedChanges(planned).length > 0;
  sayChanges(planned, isRefused, isRefused ? { ...speaker, say: speaker.complain } : speaker);
  if (isRefused) return false;
  const { line } = requireDone(await storeRevision(world, caller, { key, definition, note }));
  const { number } = line;
  const published = await publishRevision(tools, caller, { key, number, note, mappings: {} });
  if (!published.ok) {
    await withdrawRevision(world, caller, { key, number });
    if (published.refusal.kind === 'refused') sayProblems(published.refusal.problems, speaker);
    return false;
  }
  sayPublished(published.value, title, speaker);
  return true;
};

/** What came of it, in numbers. */
export const sayPublished = ({ line, job }: Begun, title: string, { messages, say }: Speaker): void => {
  const { cli } = messages;
  if (line.state === 'waiting') return say(fill(cli.waiting, { title, number: line.number }));
  say(fill(cli.published, { title, number: line.number }));
  const report = job?.report as PublishReport | null | undefined; // written by publishWork
  if (!report || report.lossy + report.failing + report.differing.count === 0) return;
  say(fill(cli.planRows, { rows: report.rows, clean: report.clean, lossy: report.lossy, failing: report.failing }));
  if (report.differing.count > 0) say(fill(cli.rowsDiffer, { count: report.differing.count }));
};
