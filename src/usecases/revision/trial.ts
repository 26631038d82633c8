import { problem, type Problem } from '#core/problem.ts';
import { localDay } from '#core/field/calendar.ts';
import { done, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { stampChange } from '#usecases/person/setting.ts';
import { beginPublish, requireLine, type Begun } from '#usecases/revision/begin-publish.ts';
import { dayAfter, keptDays, settleLines } from '#usecases/revision/line-store.ts';
import { livingForms } from '#usecases/revision/living-forms.ts';
import { openStructure } from '#usecases/revision/plan-revision.ts';
import { publishFaults } from '#usecases/revision/publish-faults.ts';
import { findRevision, type RevisionLine, type TrialCircle } from '#usecases/revision/revision.ts';

interface Place {
  readonly key: string;
  readonly number: number;
}

const longestTrial = 180;
const mostNamed = 500;

const circleFaults = (world: World, { people, teams, until }: TrialCircle): readonly Problem[] => {
  const today = localDay(world.now(), world.zone);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(until) && !Number.isNaN(Date.parse(until));
  const known = new Set(world.directory.teams().map((team) => team.id));
  return [
    ...(people.length + teams.length === 0 || people.length + teams.length > mostNamed ? [problem('trial-nobody', '/people')] : []),
    ...people.filter((id) => !world.directory.person(id)).map((id) => problem('trial-unknown', '/people', { id })),
    ...teams.filter((id) => !known.has(id)).map((id) => problem('trial-unknown', '/teams', { id })),
    ...(isDay && until >= today && until <= dayAfter(world.now(), longestTrial)
      ? []
      : [problem('trial-until', '/until', { days: longestTrial })]),
  ];
};

/** Makes a draft live for some people on the same rows, or changes who they are; values of both forms are kept from now on. */
export const beginTrial = async (
  tools: JobTools,
  caller: Caller,
  { key, number, circle }: Place & { readonly circle: TrialCircle },
): Promise<Outcome<Begun>> => {
  const { world } = tools;
  const opened = openStructure(world, caller, key);
  if (!opened.ok) return opened;
  const found = await findRevision(world, key, number);
  if (!found) return notFound;
  const faults = [...circleFaults(world, circle), ...publishFaults(opened.value, found)];
  if (faults.length > 0) return refusedFor(...faults);
  if (found.line.state === 'trial') return changeCircle(world, { key, number, circle });
  const other = opened.value.trial?.table.revision;
  if (other !== undefined && other !== number) return refusedFor(problem('trial-other', '', { number: other }));
  const params = {
    number,
    note: found.line.note,
    seen: opened.value.table.revision,
    mappings: found.mappings,
    rollback: false,
    trial: circle,
  };
  return beginPublish(tools, caller, { key, line: found.line, params });
};

const changeCircle = async (world: World, { key, number, circle }: Place & { readonly circle: TrialCircle }): Promise<Outcome<Begun>> => {
  const changed = await world.db.write([
    {
      text: `update b_revisions set trial = :trial where tbl = :key and number = :number and state = 'trial'`,
      params: { key, number, trial: JSON.stringify(circle) },
      changes: 1,
    },
    stampChange(world),
  ]);
  if (!changed.ok) return refusedFor(problem('publish-overtaken'));
  await world.tables.reload();
  return done({ line: await requireLine(world, key, number), job: undefined });
};

/** Everybody works with the live form again; what was entered on trial is kept beside it. */
export const endTrial = async (world: World, caller: Caller, { key, number }: Place): Promise<Outcome<RevisionLine>> => {
  const opened = openStructure(world, caller, key);
  if (!opened.ok) return opened;
  const found = await findRevision(world, key, number);
  if (!found) return notFound;
  if (found.line.state !== 'trial') return refusedFor(problem('trial-none', '', { number }));
  const ended = await world.db.write([
    {
      text: `update b_revisions set state = 'draft', trial = '' where tbl = :key and number = :number and state = 'trial'`,
      params: { key, number },
      changes: 1,
    },
    ...settleLines(key, opened.value.lines, {
      living: await livingForms(world, opened.value, [number]),
      left: dayAfter(world.now(), keptDays),
    }),
    stampChange(world),
  ]);
  if (!ended.ok) return refusedFor(problem('publish-overtaken'));
  await world.tables.reload();
  return done(await requireLine(world, key, number));
};

/** A draft nobody wants; its number stays. One that was published only stops waiting to be live again. */
export const withdrawRevision = async (world: World, caller: Caller, { key, number }: Place): Promise<Outcome<RevisionLine>> => {
  const opened = openStructure(world, caller, key);
  if (!opened.ok) return opened;
  if (!(await findRevision(world, key, number))) return notFound;
  const withdrawn = await world.db.write([
    {
      text: `update b_revisions set state = case published_at when '' then 'withdrawn' else 'published' end where tbl = :key and number = :number and state in ('draft', 'waiting', 'withdrawn')`,
      params: { key, number },
      changes: 1,
    },
  ]);
  return withdrawn.ok ? done(await requireLine(world, key, number)) : refusedFor(problem('withdraw-living', '', { number }));
};
