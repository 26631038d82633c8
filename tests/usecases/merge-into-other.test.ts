import { expect, it } from 'vitest';
import { readRow } from '#core/query/row-json.ts';
import { scanSql } from '#core/query/scan-query.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { replaceOptions } from '#usecases/revision/replace-options.ts';
import { undoReplacement } from '#usecases/revision/undo-replacement.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { fillRows, hashRows, liveTable, rowKey, toolsOf, valueOf } from '#support/revisions.ts';

const oneOf = [
  { const: 'site', title: '网站' },
  { const: 'expo', title: '展会' },
  { const: 'other', title: '其他', 'x-other-option': true },
];
const definition = sound({
  biaoli: 1,
  key: 'firm',
  title: '客户',
  record: {
    type: 'object',
    properties: {
      name: { title: '名称', type: 'string', 'x-type': 'text' },
      source: { title: '来源', type: 'string', 'x-type': 'choice', 'x-other': true, oneOf },
    },
  },
});

it('an option merged into 其他 leaves its word in the text beside it, so that the row stays whole; undone without a trace', async () => {
  const world = await openMemoryWorld();
  const tools = toolsOf(world);
  const manager = callerFor(world, 'manager', 'api');
  await addTable(world, definition);
  await fillRows(world, liveTable(world, 'firm'), [
    { name: '甲', source: 'site' },
    { name: '乙', source: 'expo' },
    { name: '丙', source: 'other', source_other: '传单' },
    { name: '丁', source: 'site' },
  ]);
  const table = () => liveTable(world, 'firm');
  const access = () => {
    const opened = openTable(world, manager, 'firm');
    if (!opened) throw new Error('no table');
    return opened;
  };
  const others = async () =>
    (await world.db.read<readonly unknown[]>(scanSql(table(), { after: '', limit: 9 }))).map(
      (row) => readRow(table(), row).values['source_other'],
    );
  const before = await hashRows(world, table());
  const begun = valueOf(
    await replaceOptions(tools, manager, { key: 'firm', dryRun: false, replacement: { field: 'source', from: ['site'], to: 'other' } }),
  );
  const merged = await tools.jobs.begin(begun.job ?? '');
  expect(merged.report).toMatchObject({ changed: 2 });
  expect(await others()).toEqual(['网站', null, '传单', '网站']);
  valueOf(await updateRecord(world, access(), { id: rowKey(3), version: 2, raw: { source_other: '官网' } }));
  await tools.jobs.begin(valueOf(await undoReplacement(tools, manager, { key: 'firm', id: merged.id })));
  expect(await others()).toEqual([null, null, '传单', '官网']);
  valueOf(await updateRecord(world, access(), { id: rowKey(3), version: 4, raw: { source_other: null } }));
  expect(await hashRows(world, table())).toBe(before);
  world.stop();
});
