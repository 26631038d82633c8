import { expect, it } from 'vitest';
import type { Definition } from '#core/definition/definition.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openWorld } from '#server/wire.ts';
import { revisionImpact } from '#usecases/revision/revision-impact.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';
import { createTable } from '#usecases/table/create-table.ts';
import { optionViews } from '#usecases/view/option-views.ts';
import { changePersonalView, listPersonalViews, removePersonalView, savePersonalView } from '#usecases/view/personal-view.ts';
import { readNewView } from '#usecases/view/view-document.ts';
import { addTestPeople, callerFor, template } from '#support/firm.ts';
import { zone } from '#support/server.ts';

const scene = async () => {
  const world = await openWorld(openMemoryDatabase(), zone);
  await addTestPeople(world);
  const made = await createTable(world, callerFor(world, 'admin'), {
    definition: template('customer'),
    note: '',
    state: 'live',
    importId: '',
  });
  expect(made.ok).toBe(true);
  const accessOf = (id: string): TableAccess => {
    const access = openTable(world, callerFor(world, id), 'customer');
    if (!access) throw new Error('no access');
    return access;
  };
  return { world, accessOf };
};
const body = (changes: object = {}) => ({
  title: ' 电话 ',
  document: { columns: ['name', 'gone'], frozen: 1, sort: ['-name'], ...changes },
});

it('a view is kept for its owner, changed and removed by nobody else', async () => {
  const { world, accessOf } = await scene();
  const [mine, other] = [accessOf('admin'), accessOf('manager')];
  const read = readNewView(body({ filter: { field: 'owner', op: 'me' } }), mine.table);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.value).toMatchObject({ title: '电话', document: { columns: ['name'] } });
  const saved = await savePersonalView(world, mine, read.value);
  if (!saved.ok) throw new Error('not saved');
  const { id } = saved.value;
  expect(await listPersonalViews(world, mine)).toEqual([{ id, ...read.value }]);
  expect(await listPersonalViews(world, other)).toEqual([]);
  expect((await changePersonalView(world, other, { id, view: read.value })).ok).toBe(false);
  expect((await removePersonalView(world, other, id)).ok).toBe(false);
  expect((await changePersonalView(world, mine, { id, view: { ...read.value, title: '新名' } })).ok).toBe(true);
  expect((await listPersonalViews(world, mine))[0]?.title).toBe('新名');
  expect((await removePersonalView(world, mine, id)).ok).toBe(true);
  expect(await listPersonalViews(world, mine)).toEqual([]);
  world.stop();
});

it('a view that does not fit is refused with its place', async () => {
  const { world, accessOf } = await scene();
  const { table } = accessOf('admin');
  const codes = (given: unknown): readonly string[] => {
    const read = readNewView(given, table);
    return read.ok ? [] : read.problems.map(({ code, path }) => `${code} ${path}`);
  };
  expect(codes({ ...body(), title: '' })).toEqual(['view-shape /title']);
  expect(codes(body({ frozen: -1 }))).toEqual(['view-shape /title']);
  expect(codes(body({ extra: 1 }))).toEqual(['view-shape /title']);
  expect(codes(body({ sort: ['nothing'] }))).toEqual(['bad-sort /document/sort']);
  expect(codes(body({ filter: { field: 'nothing', op: 'is', value: '1' } }))).toEqual(['condition-field /document/filter/field']);
  world.stop();
});

it('views that ask for an option are told by the options alone, and by a revision that retires one', async () => {
  const { world, accessOf } = await scene();
  const keep = async (id: string, filter: unknown): Promise<void> => {
    const read = readNewView(body({ filter }), accessOf(id).table);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    await savePersonalView(world, accessOf(id), read.value);
  };
  const expo = { field: 'source', op: 'is', value: 'expo' };
  await keep('admin', { all: [expo, { not: { field: 'type', op: 'any-of', value: ['lead', 'lost'] } }, expo] });
  await keep('admin', expo);
  await keep('manager', { any: [expo, { field: 'name', op: 'is', value: 'lead' }] });
  await keep('manager', { field: 'name', op: 'contains', value: 'expo' });
  await keep('manager', undefined);
  const views = await optionViews(world, accessOf('admin').table);
  expect(views.map(({ options }) => options).toSorted()).toEqual([
    ['source/expo'],
    ['source/expo'],
    ['source/expo', 'type/lead', 'type/lost'],
  ]);
  expect(new Set(views.map(({ person }) => person))).toEqual(new Set([accessOf('admin').caller.id, accessOf('manager').caller.id]));

  const before = template('customer');
  const { source } = before.record.properties;
  if (!source?.oneOf) throw new Error('the template has a source');
  const [first, ...others] = source.oneOf;
  const retired = { ...source, oneOf: [{ ...first, const: 'expo', title: '展会', deprecated: true }, ...others] };
  const after = { ...before, record: { ...before.record, properties: { ...before.record.properties, source: retired } } };
  const saved = async (now: Definition) =>
    (await revisionImpact(world, { before, after: now, changes: [] })).filter(({ kind }) => kind === 'impact-option-saved');
  expect(await saved(after)).toMatchObject([{ key: 'source', params: { people: 2, count: 3, option: '展会' } }]);
  expect(await saved(before)).toEqual([]);
  world.stop();
});
