import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningWorld } from '#server/wire.ts';
import { messages as english } from '#messages/en/messages.ts';
import { messages as chinese } from '#messages/zh-CN/messages.ts';
import type { Messages } from '#messages/messages.ts';
import type { Language } from '#messages/language.ts';
import { operationOf, operationWords } from '#ui/revision/operation-words.ts';
import type { DataJob } from '#ui/revision/revision-facts.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import { replaceOptions } from '#usecases/revision/replace-options.ts';
import { listRevisions } from '#usecases/revision/revision.ts';
import { seenLines } from '#usecases/revision/seen-revision.ts';
import { undoReplacement } from '#usecases/revision/undo-replacement.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';
import { revisionNews } from '#usecases/view/revision-news.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { fillRows, liveTable, toolsOf, valueOf } from '#support/revisions.ts';
import { text } from '#support/split-table.ts';

let world: RunningWorld;
let tools: JobTools;
const kind = {
  title: '种类',
  type: 'string',
  'x-type': 'choice',
  'x-en': { title: 'Kind' },
  oneOf: [
    { const: 'lathe', title: '车床', 'x-en': { title: 'Lathe' } },
    { const: 'mill', title: '铣床', 'x-en': { title: 'Mill' } },
  ],
};
const machine = (more: object = {}) =>
  sound({
    biaoli: 1,
    key: 'machine',
    title: '设备',
    record: { type: 'object', properties: { name: text('名称'), kind: { ...kind, ...more } } },
    access: { roles: { staff: { read: 'all' }, manager: { read: 'all', update: 'all' } } },
  });
const access = (person: string): TableAccess => {
  const opened = openTable(world, callerFor(world, person), 'machine');
  if (!opened) throw new Error('no table');
  return opened;
};
const replace = async (): Promise<string> => {
  await fillRows(world, liveTable(world, 'machine'), [{ name: '一号', kind: 'lathe' }, { name: '二号', kind: 'lathe' }, { name: '三号' }]);
  const replacement = { field: 'kind', from: ['lathe'], to: 'mill' };
  const begun = valueOf(await replaceOptions(tools, callerFor(world, 'admin', 'api'), { key: 'machine', dryRun: false, replacement }));
  await tools.jobs.begin(begun.job ?? '');
  return begun.job ?? '';
};
const said = async (person: string, language: Language, messages: Messages): Promise<string | undefined> => {
  const { operation } = await revisionNews(world, access(person));
  return operation === null ? undefined : operationWords(operation, { definition: machine(), language, messages });
};

beforeEach(async () => {
  world = await openMemoryWorld();
  tools = toolsOf(world);
});
afterEach(() => world.stop());

describe('a revision that the product made by itself', () => {
  it('is told in a sentence of either language, and so is the undo', async () => {
    await addTable(world, machine());
    expect((await revisionNews(world, access('staff1'))).operation).toBeNull();
    const job = await replace();
    expect(await said('staff1', 'zh-CN', chinese)).toBe('“种类”里不再用“车床”，改选“铣床”。已换好 2 条记录。');
    expect(await said('staff1', 'en', english)).toBe('In “Kind”, “Lathe” is no longer used: choose “Mill” instead. Records changed: 2.');
    await tools.jobs.begin(valueOf(await undoReplacement(tools, callerFor(world, 'admin', 'api'), { key: 'machine', id: job })));
    expect(await said('staff1', 'zh-CN', chinese)).toBe('“种类”里“车床”恢复使用，之前换成“铣床”的已撤销。');
  });

  it('is no news to those from whom its field is kept: neither the sentence nor the note with the names of its options', async () => {
    await addTable(world, machine({ 'x-access': { read: ['admin'] } }));
    await replace();
    expect(JSON.stringify(await revisionNews(world, access('staff1')))).not.toMatch(/车床|铣床/);
    expect(await revisionNews(world, access('staff1'))).toMatchObject({ number: 2, published: '', note: '' });
    expect(await said('admin', 'zh-CN', chinese)).toContain('车床');
    const notes = async (person: string) => JSON.stringify(await seenLines(world, access(person), await listRevisions(world, 'machine')));
    expect(await notes('staff1'), 'over the API too').not.toMatch(/车床|铣床/);
    expect(await notes('admin')).toMatch(/车床/);
  });
});

describe('the history', () => {
  const job = (more: Partial<DataJob>): DataJob => ({
    id: 'a',
    kind: 'replace',
    state: 'done',
    done: 4,
    total: 4,
    created: '',
    report: null,
    params: { field: 'kind', from: ['lathe'], to: 'mill', options: kind.oneOf, revision: 2 },
    ...more,
  });

  it('finds the work behind a number in the jobs, and leaves what people published to their note', () => {
    const jobs = [job({ id: 'b', kind: 'undo', params: { job: 'a', revision: 3 } }), job({})];
    expect(operationOf(jobs, 2)).toMatchObject({ kind: 'replace', count: 4, to: { title: '铣床' } });
    expect(operationOf(jobs, 3)).toMatchObject({ kind: 'undo', from: [{ title: '车床' }] });
    expect(operationOf(jobs, 4)).toBeUndefined();
    expect(operationOf(jobs.slice(0, 1), 3)).toBeUndefined();
  });
});
