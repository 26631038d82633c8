import { applyEdit } from '#core/definition/edit/apply-edit.ts';
import type { Definition } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import type { Outcome } from '#usecases/outcome.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { listRecords } from '#usecases/record/list-records.ts';
import { removeRecord } from '#usecases/record/remove-record.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { openJobDesk, type JobTools } from '#usecases/job/job-desk.ts';
import { unfinishedJobs, type Job } from '#usecases/job/job.ts';
import type { Begun } from '#usecases/revision/begin-publish.ts';
import { jobWorks } from '#usecases/revision/job-works.ts';
import { planRows } from '#usecases/revision/plan-rows.ts';
import type { PublishReport } from '#usecases/revision/publish-report.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { replaceOptions } from '#usecases/revision/replace-options.ts';
import { listRevisions } from '#usecases/revision/revision.ts';
import { rollbackRevision } from '#usecases/revision/rollback-revision.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { beginTrial, endTrial } from '#usecases/revision/trial.ts';
import { undoReplacement } from '#usecases/revision/undo-replacement.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { addTable, addTestPeople, callerFor } from '#support/firm.ts';
import { Killed, mortal, type MortalDatabase } from '#support/mortal-database.ts';
import { testScene } from '#support/random-edit.ts';
import type { Step } from '#support/story-step.ts';
import { at, begin, drawChange, key, valueFor } from '#support/story-table.ts';
import { liveTable } from '#support/revisions.ts';
import { RevisionModel } from '#support/revision-model.ts';
import { zone } from '#support/test-people.ts';

/** A firm to which anything may happen. */
export class Story {
  readonly #database = openMemoryDatabase();
  readonly model = new RevisionModel(key);
  readonly done = new Map<string, number>();
  #mortal: MortalDatabase = mortal(this.#database);
  #world: RunningWorld | undefined;
  #tools: JobTools | undefined;
  #replaced: string[] = [];
  #now = Date.parse('2026-03-01T02:00:00Z');

  get world(): RunningWorld {
    if (!this.#world) throw new Error('not begun');
    return this.#world;
  }

  get tools(): JobTools {
    if (!this.#tools) throw new Error('not begun');
    return this.#tools;
  }

  static async begin(): Promise<Story> {
    const story = new Story();
    await story.#start();
    await addTestPeople(story.world);
    await addTable(story.world, begin);
    for (const place of [0, 1, 2, 3, 4, 5])
      await story.#create({ kind: 'create', a: place, b: place * 31 + 7, c: place * 17 + 1, kill: 0, beside: false });
    return story;
  }

  /** A process begins on what the last one left. */
  async #start(): Promise<void> {
    this.#mortal = mortal(this.#database);
    this.#world = await openWorld(this.#mortal, zone, () => (this.#now += 1000));
    this.#tools = {
      world: this.#world,
      jobs: openJobDesk(this.#world, {
        works: jobWorks,
        onError: (_, error) => {
          if (!(error instanceof Killed)) this.#bug = error;
        },
      }),
    };
  }
  #bug: unknown;

  async end(): Promise<void> {
    this.world.stop();
    await this.#database.close();
  }

  async take(step: Step): Promise<void> {
    const ways: Readonly<Record<Step['kind'], (step: Step) => Promise<void>>> = {
      create: (given) => this.#create(given),
      update: (given) => this.#update(given),
      bulk: (given) => this.#bulk(given),
      bin: (given) => this.#remove(given, 'delete'),
      restore: (given) => this.#remove(given, 'restore'),
      publish: (given) => this.#long(given, () => this.#publish(given)),
      trial: (given) => this.#long(given, () => this.#trial(given)),
      stop: () => this.#stop(),
      finish: (given) => this.#long(given, () => this.#finish(given)),
      rollback: (given) => this.#long(given, () => this.#rollback(given)),
      replace: (given) => this.#long(given, () => this.#replace(given)),
      undo: (given) => this.#long(given, () => this.#undo(given)),
    };
    await ways[step.kind](step);
    if (this.#bug !== undefined) throw this.#bug;
  }

  async check(): Promise<void> {
    await this.model.check(this.world);
  }

  /** Work with units of its own: maybe killed in the middle and taken up by the next process, maybe with somebody writing beside it. */
  async #long(step: Step, work: () => Promise<void>): Promise<void> {
    if (step.kill > 0) this.#mortal.dieAfter(step.kill);
    const beside = step.beside ? this.#besides(step) : Promise.resolve();
    await Promise.all([work().catch(alive), beside.catch(alive)]);
    if (step.kill > 0) {
      this.world.stop();
      await this.#start();
      if (step.beside) await this.#update(step);
      this.#note('killed');
    }
    const left = await unfinishedJobs(this.world, '9');
    await Promise.all(left.map(async ({ id }) => this.#ended(await this.tools.jobs.begin(id))));
  }

  async #besides(step: Step): Promise<void> {
    for (const more of [1, 2, 3]) {
      await this.#update({ ...step, a: step.a + more, b: step.b + more * 5 });
      if (more === 2) await this.#create({ ...step, a: step.a + more });
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #note(what: string): void {
    this.done.set(what, (this.done.get(what) ?? 0) + 1);
  }

  #heard<T>(kind: string, outcome: Outcome<T>): T | undefined {
    this.model.refused(outcome);
    this.#note(outcome.ok ? kind : `${kind} refused`);
    return outcome.ok ? outcome.value : undefined;
  }

  #as(place: number) {
    const opened = openTable(this.world, callerFor(this.world, at(['staff1', 'staff2', 'manager'], place) ?? '', 'api'), key);
    if (!opened) throw new Error('no table');
    return opened;
  }

  async #create({ a, b, c }: Step): Promise<void> {
    const access = this.#as(a);
    const raw = Object.fromEntries(access.table.fields.map((field, place) => [field.key, valueFor(field, b + c * place)]));
    const made = this.#heard('create', await createRecord(this.world, access, { raw }));
    if (made) this.model.wrote(made, Object.keys(raw));
  }

  async #ids(place: number, bin = false): Promise<readonly string[]> {
    const page = await listRecords(this.world, this.#as(place), { limit: 500, bin });
    if (!page.ok) throw new Error(JSON.stringify(page));
    return page.value.records.map(({ id }) => id).sort();
  }

  async #update({ a, b, c, beside }: Step): Promise<void> {
    const access = this.#as(a);
    const id = at(await this.#ids(a), b);
    const field = at(access.table.fields, b >> 3);
    if (id === undefined || !field) return;
    const raw = { [field.key]: valueFor(field, c) };
    const given = { id, version: 'any' as const, raw, ...(beside && c % 3 === 0 ? { revision: await this.#earlier(c) } : {}) };
    const written = this.#heard('update', await updateRecord(this.world, access, given));
    if (written) this.model.wrote(written.record, [field.key]);
  }

  async #earlier(place: number): Promise<number> {
    return at(await listRevisions(this.world, key), place)?.number ?? 1;
  }

  async #bulk(step: Step): Promise<void> {
    for (const more of [0, 1, 2, 3]) await this.#update({ ...step, b: (step.b & ~7) + more, beside: false });
  }

  async #remove({ a, b }: Step, kind: 'delete' | 'restore'): Promise<void> {
    const id = at(await this.#ids(2, kind === 'restore'), b);
    if (id !== undefined) this.#heard(kind, await removeRecord(this.world, this.#as(a), { id, version: 'any', kind }));
  }

  get #manager() {
    return callerFor(this.world, 'manager', 'api');
  }

  /** The live document with an edit or two; undefined where none was possible. */
  #edited({ a, b, c }: Step): Definition | undefined {
    const live = liveTable(this.world, key).definition;
    let definition = live;
    for (const [place, draw] of [a, b].entries()) {
      if (place === 1 && c % 2 === 0) continue;
      const edit = drawChange(definition, draw, c);
      const made = edit && applyEdit(definition, edit, testScene(live));
      if (made?.ok === true) definition = made.value.definition;
    }
    return definition === live ? undefined : definition;
  }

  async #store(step: Step): Promise<number | undefined> {
    const definition = this.#edited(step);
    if (!definition) return undefined;
    const stored = this.#heard('store', await storeRevision(this.world, this.#manager, { key, definition, note: '改' }));
    return stored?.line.number;
  }

  async #ended(job: Job | undefined): Promise<Job | undefined> {
    if (job?.state === 'failed') for (const { code } of job.problems) this.#note(`failed ${code}`);
    if (job?.state === 'failed' && job.problems.some(({ code }) => code === 'internal')) throw new Error(`job ${job.kind} failed`);
    return job;
  }

  async #wait(begun: Begun | undefined): Promise<Job | undefined> {
    return begun?.job && this.#ended(await this.tools.jobs.begin(begun.job.id));
  }

  async #publish(step: Step): Promise<void> {
    const number = await this.#store(step);
    if (number === undefined) return;
    const isAlone = step.kill === 0 && !step.beside;
    const planned = isAlone
      ? this.#heard('plan', await planRows(this.tools, this.#manager, { key, number, definition: undefined, mappings: {} }))
      : undefined;
    const begun = await publishRevision(this.tools, this.#manager, { key, number, note: '改', mappings: {} });
    const job = await this.#wait(this.#heard('publish', begun));
    if (planned?.kind !== 'done') return;
    const { rows, clean, lossy, failing, problems } = planned.plan.report;
    if (job?.state === 'done') {
      const report = job.report as PublishReport; // written by publishWork
      if (JSON.stringify([rows, clean, lossy, failing]) !== JSON.stringify([report.rows, report.clean, report.lossy, report.failing]))
        throw new Error(`planned ${JSON.stringify({ rows, clean, lossy, failing })}, reported ${JSON.stringify(report)}`);
      if (problems.length > 0) throw new Error(`published against ${JSON.stringify(problems)}`);
    } else if (problems.length === 0) throw new Error(`planned without a problem, then ${JSON.stringify([begun, job])}`);
  }

  async #trial(step: Step): Promise<void> {
    const number = await this.#store(step);
    if (number === undefined) return;
    const until = new Date(this.#now + 5 * 86_400_000).toISOString().slice(0, 10);
    const circle = { people: ['staff1'], teams: [], until };
    await this.#wait(this.#heard('trial', await beginTrial(this.tools, this.#manager, { key, number, circle })));
  }

  get #tried(): number | undefined {
    return this.world.tables.live(key)?.trial?.table.revision;
  }

  async #stop(): Promise<void> {
    const number = this.#tried;
    if (number !== undefined) this.#heard('stop', await endTrial(this.world, this.#manager, { key, number }));
  }

  async #finish(_: Step): Promise<void> {
    const number = this.#tried;
    if (number === undefined) return;
    await this.#wait(this.#heard('finish', await publishRevision(this.tools, this.#manager, { key, number, note: '', mappings: {} })));
  }

  async #rollback({ a }: Step): Promise<void> {
    const past = (await listRevisions(this.world, key)).filter(({ published, live }) => published !== '' && !live);
    const number = at(past, a)?.number;
    if (number === undefined) return;
    await this.#wait(this.#heard('rollback', await rollbackRevision(this.tools, this.#manager, { key, number, note: '退回' })));
  }

  async #replace({ a, b, c }: Step): Promise<void> {
    const field = at(
      liveTable(this.world, key).fields.filter(({ schema }) => optionsOf(schema).length > 1),
      a,
    );
    if (!field) return;
    const ids = optionsOf(field.schema).map((option) => option.const);
    const replacement = { field: field.key, from: [at(ids, b) ?? ''], to: at(ids, b + 1 + (c % (ids.length - 1))) ?? '' };
    const begun = this.#heard('replace', await replaceOptions(this.tools, this.#manager, { key, dryRun: false, replacement }));
    if (begun?.job === undefined) return;
    this.#replaced.push(begun.job);
    await this.#ended(await this.tools.jobs.begin(begun.job));
  }

  async #undo({ a }: Step): Promise<void> {
    const id = at(this.#replaced, a);
    if (id === undefined) return;
    const undo = this.#heard('undo', await undoReplacement(this.tools, this.#manager, { key, id }));
    if (undo !== undefined) await this.#ended(await this.tools.jobs.begin(undo));
  }
}

const alive = (error: unknown): void => {
  if (!(error instanceof Killed)) throw error;
};
