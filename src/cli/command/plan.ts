import { fill } from '#messages/fill.ts';
import { nameIn } from '#messages/name-in.ts';
import { wordChange } from '#messages/word-change.ts';
import { wordProblem } from '#messages/word-problem.ts';
import type { Definition } from '#core/definition/definition.ts';
import type { Job } from '#usecases/job/job.ts';
import { planRows, type PlanReport } from '#usecases/revision/plan-rows.ts';
import type { FieldTally } from '#usecases/revision/tally-rows.ts';
import type { RevisionPlan } from '#usecases/revision/plan-revision.ts';
import type { Command, Speaker } from '../command.ts';
import { openJobs } from '../open-jobs.ts';
import { withWorld } from '../open-data.ts';
import { readDefinition } from '../read-definition.ts';
import { requireDone } from '../require-done.ts';
import { requireTable } from '../require-table.ts';
import { cliCaller } from '../who.ts';
import { Told } from '../told.ts';

/** What publishing a file would do to the document and to every row. Done once it could be planned, whatever the plan says. */
export const plan: Command = {
  name: 'plan',
  words: 'planWords',
  positionals: ['FILE'],
  flags: {},
  run: ({ positionals: [file = ''] }, speaker) => {
    const definition = readDefinition(file);
    return withWorld(async ({ world }) => {
      if (!world.tables.any(definition.key)) return sayNewTable(definition, speaker);
      const { key } = requireTable(world, definition.key);
      const tools = openJobs(world);
      const caller = cliCaller(world, speaker.language, undefined);
      const planned = requireDone(await planRows(tools, caller, { key, definition, number: undefined, mappings: {} }));
      const report = planned.kind === 'done' ? planned.plan.report : reportOf(await tools.jobs.begin(planned.id));
      sayChanges(planned.plan, report.problems.length > 0, speaker);
      sayRows(report, speaker);
      return true;
    });
  },
};

/** Publishing would make the table: there are no rows that could suffer. */
const sayNewTable = (definition: Definition, { messages, say }: Speaker): boolean => {
  const count = Object.keys(definition.record.properties).length;
  say(fill(messages.cli.wouldMake, { title: nameIn(definition, messages), key: definition.key, count }));
  return true;
};

const reportOf = ({ report, problems }: Job): PlanReport => {
  if (report === null) throw new Told(undefined, {}, problems);
  return report as PlanReport; // written by planWork
};

export const sayChanges = ({ definition, changes }: RevisionPlan, isRefused: boolean, { messages, say }: Speaker): void => {
  const words = isRefused ? messages.cli.mayNotPublish : messages.cli.mayPublish;
  say(fill(words, { title: nameIn(definition, messages), count: changes.length }));
  for (const change of changes) say(`  ${change.effect === 'refused' ? '✗' : '·'} ${change.path}: ${wordChange(change, messages)}`);
};

const shownSamples = 5;

/** Those that somebody has to look at before first values that came out well. */
const toldSamples = ({ samples }: FieldTally): FieldTally['samples'] =>
  [...samples.filter(({ kind }) => kind !== 'clean'), ...samples.filter(({ kind }) => kind === 'clean')].slice(0, shownSamples);

/** Rows in numbers, some that somebody has to look at, what else is touched, and why it cannot be published. */
export const sayRows = ({ rows, clean, lossy, failing, fields, problems, impact }: PlanReport, { messages, say }: Speaker): void => {
  const { cli } = messages;
  say(fill(cli.planRows, { rows, clean, lossy, failing }));
  for (const field of fields) {
    if (field.lossy + field.failing === 0 && field.fill === undefined) continue;
    say(`  ${fill(cli.planField, { field: nameIn(field, messages), clean: field.clean, lossy: field.lossy, failing: field.failing })}`);
    for (const { number, title, before, after } of toldSamples(field))
      say(`    ${[number, title].filter((word) => word !== '').join(' ')}: ${before} → ${after || cli.planNothing}`);
  }
  for (const one of impact) say(`  · ${wordChange(one, messages)}`);
  for (const problem of problems) say(`  ✗ ${wordProblem(problem, messages)}`);
};
