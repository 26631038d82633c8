import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldSchema } from '#core/definition/definition.ts';
import type { StartedPocketbase } from '#server/pocketbase/supervise-pocketbase.ts';
import { everyField } from '#support/every-field.ts';
import { LivingTable } from '#support/living-table.ts';
import { openTestPocketbase } from '#support/open-test-pocketbase.ts';

let pocketbase: StartedPocketbase;
beforeAll(async () => {
  pocketbase = await openTestPocketbase();
});
afterAll(() => pocketbase?.stop());

const name: FieldSchema = { title: '名称', type: 'string', 'x-type': 'text' };
const text: FieldSchema = { title: '规模', type: 'string', 'x-type': 'text' };
const number: FieldSchema = { title: '规模', type: 'number', 'x-type': 'number' };

describe('cell lines in PocketBase', () => {
  it('convert, follow writes of both revisions, mark and flip back', async () => {
    const living = await LivingTable.open(pocketbase.database, { name, size: text, tags: text });
    const ids = [];
    for (const size of ['50', '约五十', '见名片', '1.2万']) ids.push(await living.create(1, { name: '甲', size, tags: '高意向、技术型' }));
    const [first = '', second = '', third = ''] = ids;
    const before = await living.shows(1);
    living.draft(2, { name, size: number, tags: everyField.tags });
    const plan = await living.plan(1, 2);
    expect(plan.map(({ kind }) => kind)).toEqual(['clean', 'lossy', 'failing', 'clean']);
    await living.register(1, 2);
    const rows = await living.rowsToFill(1, 2);
    await living.update(1, first, { name: '乙' });
    const filled = await living.fill(1, 2, { rows });
    expect(filled).toEqual({ outcomes: plan, leftOut: [first] });
    await living.fill(1, 2, { rows: await living.rowsToFill(1, 2) });
    expect(await living.row(2, second)).toMatchObject({ values: { size: 50, tags: ['a', 'b'] }, differs: ['size/2'] });
    await living.update(1, first, { name: '甲' });
    expect(await living.shows(1)).toBe(before);

    await living.update(2, third, { size: 70, tags: ['c'] });
    expect(await living.row(1, third)).toMatchObject({ values: { size: '70', tags: '价格敏感' }, differs: [] });
    await living.update(1, third, { size: '大概', tags: '没听过' });
    expect(await living.row(2, third)).toMatchObject({ values: { size: 70, tags: ['c'] }, differs: ['size/2', 'tags/2'] });
    await living.update(1, third, { tags: '高意向' });
    expect(await living.row(2, third)).toMatchObject({ values: { size: 70, tags: ['a'] }, differs: ['size/2'] });
  });
});
