import { expect, it } from 'vitest';
import { applySet } from '#core/definition/option-set.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openWorld } from '#server/wire.ts';
import { findOptionSet, listOptionSets } from '#usecases/option-set/list-option-sets.ts';
import { changeOptionSet, createOptionSet, removeOptionSet } from '#usecases/option-set/save-option-set.ts';
import { shippedSets } from '#usecases/option-set/shipped-sets.ts';
import type { Outcome } from '#usecases/outcome.ts';
import { createTable } from '#usecases/table/create-table.ts';
import { addTestPeople, callerFor, template } from '#support/firm.ts';
import { zone } from '#support/server.ts';

const scene = async () => {
  const world = await openWorld(openMemoryDatabase(), zone);
  await addTestPeople(world);
  return { world, manager: callerFor(world, 'manager') };
};
const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};
const codesOf = (outcome: Outcome<unknown>): readonly string[] =>
  outcome.ok || outcome.refusal.kind !== 'refused' ? [] : outcome.refusal.problems.map(({ path, code }) => `${path} ${code}`);

it('lists the shipped set, makes one of titles, changes it, and removes it', async () => {
  const { world, manager } = await scene();
  expect(valueOf(await listOptionSets(world, manager)).map(({ set, shipped }) => [set.key, shipped])).toEqual([['industry', true]]);
  const made = valueOf(
    await createOptionSet(world, manager, { title: '客户来源', options: ['展会', { title: '转介绍' }, { const: 'x', title: '其他' }] }),
  );
  expect(made.set.options.map(({ const: id, title }) => [id, title])).toEqual([
    [expect.stringMatching(/^[a-z][a-z0-9_]*$/), '展会'],
    [expect.stringMatching(/^[a-z][a-z0-9_]*$/), '转介绍'],
    ['x', '其他'],
  ]);
  const { key } = made.set;
  const options = made.set.options.slice(0, 2);
  const changed = valueOf(
    await changeOptionSet(world, manager, { key, given: { title: '来源', 'x-en': { title: 'Source' }, options }, seen: made.updatedAt }),
  );
  expect(valueOf(await findOptionSet(world, manager, key))).toEqual(changed);
  expect(changed.set).toEqual({ key, title: '来源', 'x-en': { title: 'Source' }, options });
  const late = await changeOptionSet(world, manager, { key, given: { title: '旧', options }, seen: made.updatedAt });
  expect(codesOf(late)).toEqual([' set-changed']);
  expect((await removeOptionSet(world, manager, key)).ok).toBe(true);
  expect((await findOptionSet(world, manager, key)).ok).toBe(false);
  world.stop();
});

it('refuses a taken key, unsound options, and changes of what is shipped', async () => {
  const { world, manager } = await scene();
  const options = [{ const: 'a', title: '甲' }];
  expect(codesOf(await createOptionSet(world, manager, { key: 'industry', title: '行业', options }))).toEqual(['/key set-key-taken']);
  expect(codesOf(await createOptionSet(world, manager, { title: '空' }))).not.toEqual([]);
  expect(codesOf(await createOptionSet(world, manager, { title: '双', options: ['甲', '甲'] }))).toEqual([
    '/options/1/title option-title-twice',
  ]);
  expect(codesOf(await changeOptionSet(world, manager, { key: 'industry', given: { title: '行业', options }, seen: undefined }))).toEqual([
    ' set-shipped',
  ]);
  expect(codesOf(await removeOptionSet(world, manager, 'industry'))).toEqual([' set-shipped']);
  const staff = callerFor(world, 'staff1');
  for (const outcome of [await listOptionSets(world, staff), await createOptionSet(world, staff, { title: '甲', options })])
    expect(outcome).toMatchObject({ ok: false, refusal: { kind: 'forbidden' } });
  world.stop();
});

it('says where a set is used, and whether the copy is behind', async () => {
  const { world, manager } = await scene();
  const [industry] = shippedSets();
  const customer = template('customer');
  const field = customer.record.properties['industry'];
  if (!industry || !field) throw new Error('nothing to use');
  const used = applySet(field, industry);
  const behind = { ...used, oneOf: used.oneOf?.slice(1) ?? [] };
  const parts = (schema: typeof used) => ({ ...customer.record, properties: { ...customer.record.properties, industry: schema } });
  for (const [key, schema] of [
    ['customer', used],
    ['supplier', behind],
  ] as const)
    valueOf(
      await createTable(world, manager, {
        definition: { ...customer, key, title: key, record: parts(schema) },
        note: '',
        state: 'live',
        importId: '',
      }),
    );
  expect(valueOf(await findOptionSet(world, manager, 'industry')).uses).toEqual([
    { table: 'customer', tableTitle: 'customer', field: 'industry', fieldTitle: field.title, behind: false },
    { table: 'supplier', tableTitle: 'supplier', field: 'industry', fieldTitle: field.title, behind: true },
  ]);
  const own = valueOf(await createOptionSet(world, manager, { key: 'mine', title: '我的', options: ['甲'] }));
  const mine = applySet(field, own.set, new Set());
  valueOf(
    await createTable(world, manager, {
      definition: { ...customer, key: 'third', title: '第三', record: parts(mine) },
      note: '',
      state: 'live',
      importId: '',
    }),
  );
  expect(codesOf(await removeOptionSet(world, manager, 'mine'))).toEqual([' set-used']);
  world.stop();
});
