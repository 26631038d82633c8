import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldSchema } from '#core/definition/definition.ts';
import { foldForSearch } from '#core/compile/search-text.ts';
import { conditionToSql } from '#core/condition/condition-to-sql.ts';
import type { Condition } from '#core/condition/condition.ts';
import { newBindings } from '#core/query/bindings.ts';
import { listSql } from '#core/query/list-query.ts';
import type { RowOutcome } from '#core/record/classify-row.ts';
import { planCreate } from '#core/record/plan-create.ts';
import { planRebuild } from '#core/record/plan-rebuild.ts';
import { planUpdate } from '#core/record/plan-change.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import type { Database } from '#usecases/ports/database.ts';
import { differingOf } from '#support/differing-of.ts';
import { everyField } from '#support/every-field.ts';
import { LivingTable, today } from '#support/living-table.ts';
import { testLookup } from '#support/lookup.ts';
import { testPinyin } from '#support/pinyin.ts';
import { testNote } from '#support/rows-in-database.ts';

const name: FieldSchema = { title: '名称', type: 'string', 'x-type': 'text' };
const text: FieldSchema = { title: '规模', type: 'string', 'x-type': 'text' };
const number: FieldSchema = { title: '规模', type: 'number', 'x-type': 'number' };
const small: FieldSchema = { ...number, maximum: 1000 };
const { tags } = everyField;

let database: Database;
beforeEach(() => {
  database = openMemoryDatabase();
});
afterEach(() => database.close());

const open = (fields: Readonly<Record<string, FieldSchema>>, required: readonly string[] = []) =>
  LivingTable.open(database, fields, required);
const counted = (outcomes: readonly RowOutcome[]) =>
  Object.fromEntries(['clean', 'lossy', 'failing'].map((kind) => [kind, outcomes.filter((one) => one.kind === kind).length]));
const asker = { today, zone: 'Asia/Shanghai', me: 'p-zhang', team: [] };

const found = async (living: LivingTable, revision: number, { search, filter }: { search?: string; filter?: Condition }) => {
  const rows = {
    scope: { kind: 'all' as const },
    asker,
    filter,
    search: search === undefined ? undefined : { fragment: foldForSearch(search), walk: false },
  };
  const page = await database.read<[unknown[]]>(listSql(living.table(revision), { rows, sort: ['name'], limit: 100 }));
  return page.map(([row]) => row[0]);
};

describe('text becomes a number', () => {
  const planted = ['50', '1.2万', '约五十', '见名片', null, '50%'];

  it('as the plan says, and back to the same rows', async () => {
    const living = await open({ name, size: text });
    for (const size of planted) await living.create(1, { name: '甲', size });
    const before = await living.shows(1);
    living.draft(2, { name, size: number });
    const plan = await living.plan(1, 2);
    const filled = await living.publish(1, 2);
    expect(filled).toEqual(plan);
    expect(counted(plan)).toEqual({ clean: 3, lossy: 2, failing: 1 });
    const rows = await living.rowsToFill(2, 2);
    expect(rows.map(({ values }) => values['size'])).toEqual([50, 12_000, 50, null, null, 0.5]);
    expect(rows.map(({ differs }) => differs)).toEqual([[], [], ['size/2'], ['size/2'], [], ['size/2']]);
    expect(await living.shows(1)).toBe(before);
    expect(await living.publish(2, 1)).toHaveLength(planted.length);
    expect(await living.shows(1)).toBe(before);
  });

  it('a second pass changes nothing and says the same', async () => {
    const living = await open({ name, size: text });
    for (const size of planted) await living.create(1, { size });
    living.draft(2, { name, size: number });
    const first = await living.publish(1, 2);
    const shown = await living.shows(2);
    const again = await living.fill(1, 2, { rows: await living.rowsToFill(1, 2) });
    expect(again).toEqual({ outcomes: first, leftOut: [] });
    expect(await living.shows(2)).toBe(shown);
  });

  it('with the readings of the manager', async () => {
    const living = await open({ name, size: text });
    const id = await living.create(1, { size: '见名片' });
    living.draft(2, { name, size: number });
    const mappings = { size: { 见名片: '75' } };
    expect(counted(await living.plan(1, 2, mappings))).toEqual({ clean: 1, lossy: 0, failing: 0 });
    await living.publish(1, 2, mappings);
    expect(await living.row(2, id)).toMatchObject({ values: { size: 75 }, differs: [] });
    expect(await living.row(1, id)).toMatchObject({ values: { size: '见名片' } });
  });

  it('counts what does not fit the new rules, where the field is shown', async () => {
    const living = await open({ name, size: text });
    await living.create(1, { name: '甲', size: '5000' });
    await living.create(1, { name: '乙' });
    await living.create(1, { name: '丙', size: '5' });
    living.draft(2, { name, size: small }, { required: ['size'] });
    expect((await living.plan(1, 2)).map(({ kind }) => kind)).toEqual(['failing', 'failing', 'clean']);
    living.draft(3, { name, size: { ...small, 'x-show': { field: 'name', op: 'is', value: '丁' } } }, { required: ['size'] });
    expect(counted(await living.plan(1, 3))).toEqual({ clean: 3, lossy: 0, failing: 0 });
  });
});

describe('a change within a kind', () => {
  it('moves no value and counts what no longer fits', async () => {
    const living = await open({ name, size: number });
    const [fits, over] = [await living.create(1, { size: 5 }), await living.create(1, { size: 5000 })];
    living.draft(2, { name, size: small });
    expect((await living.plan(1, 2)).map(({ kind, values }) => [kind, values['size']])).toEqual([
      ['clean', 5],
      ['failing', 5000],
    ]);
    await living.publish(1, 2);
    expect((await living.row(2, over)).values['size']).toBe(5000);
    expect((await living.row(2, fits)).differs).toEqual([]);
    expect(living.table(2).keepsLines).toBe(false);
  });

  it('orders and finds rows of a text that was long before', async () => {
    const living = await open({ name: { title: '名称', type: 'string', 'x-type': 'long-text' } });
    const ids = [await living.create(1, { name: '张茶' }), await living.create(1, { name: '安茶' }), await living.create(1, {})];
    living.draft(2, { name });
    await living.publish(1, 2);
    expect(await found(living, 2, {})).toEqual([ids[1], ids[0], ids[2]]);
    expect(await found(living, 2, { search: 'ac' })).toEqual([ids[1]]);
  });

  it('leaves rows with retired and removed options alone', async () => {
    const options = [
      { const: 'a', title: '甲' },
      { const: 'b', title: '乙' },
      { const: 'c', title: '丙' },
    ];
    const choice: FieldSchema = { title: '级别', type: 'string', 'x-type': 'choice', oneOf: options };
    const living = await open({ name, level: choice });
    for (const level of ['a', 'b', 'c']) await living.create(1, { level });
    living.draft(2, {
      name,
      level: {
        ...choice,
        oneOf: [
          { const: 'a', title: '甲' },
          { const: 'b', title: '乙', deprecated: true },
        ],
      },
    });
    expect(counted(await living.plan(1, 2))).toEqual({ clean: 3, lossy: 0, failing: 0 });
  });
});

describe('two living revisions', () => {
  const twoForms = async () => {
    const living = await open({ name, size: text });
    const id = await living.create(1, { name: '甲', size: '50' });
    living.draft(2, { name, size: number });
    await living.publish(1, 2);
    return { living, id };
  };

  it('each see the other write what can be said in both', async () => {
    const { living, id } = await twoForms();
    await living.update(2, id, { size: 60 });
    expect(await living.row(1, id)).toMatchObject({ values: { size: '60' }, differs: [] });
    await living.update(1, id, { size: '1.5万' });
    expect(await living.row(2, id)).toMatchObject({ values: { size: 15_000 }, differs: [] });
    await living.update(1, id, { size: null });
    expect(await living.row(2, id)).toMatchObject({ values: { size: null }, differs: [] });
  });

  it('keep the old value and a mark where one cannot say it, and every form shows both', async () => {
    const { living, id } = await twoForms();
    await living.update(1, id, { size: '见名片' });
    const old = await living.row(1, id);
    expect(old).toMatchObject({ values: { size: '见名片' }, differs: ['size/2'] });
    expect(differingOf(living.table(1), old)).toEqual([{ key: 'size', line: 2, schema: number, value: 50 }]);
    const now = await living.row(2, id);
    expect(now.values['size']).toBe(50);
    expect(differingOf(living.table(2), now)).toEqual([{ key: 'size', line: 1, schema: text, value: '见名片' }]);
    await living.update(2, id, { size: 70 });
    expect(await living.row(1, id)).toMatchObject({ values: { size: '70' }, differs: [] });
    expect(differingOf(living.table(1), await living.row(1, id))).toEqual([]);
  });

  it('a lossy word fills an empty line, and never replaces what stands there', async () => {
    const { living, id } = await twoForms();
    await living.update(1, id, { size: '约六十' });
    expect(await living.row(2, id)).toMatchObject({ values: { size: 50 }, differs: ['size/2'] });
    const fresh = await living.create(1, { size: '约六十' });
    expect(await living.row(2, fresh)).toMatchObject({ values: { size: 60 }, differs: ['size/2'] });
    const unread = await living.create(1, { size: '见名片' });
    expect(await living.row(2, unread)).toMatchObject({ values: { size: null }, differs: ['size/2'] });
    await living.update(1, unread, { size: '100+' });
    expect(await living.row(2, unread)).toMatchObject({ values: { size: 100 }, differs: ['size/2'] });
  });

  it('publishing does not undo what was entered in the trial', async () => {
    const living = await open({ name, size: number });
    const id = await living.create(1, { size: 5 });
    living.draft(2, { name, size: text });
    await living.publish(1, 2);
    await living.update(2, id, { size: '大概三十几' });
    expect(await living.row(1, id)).toMatchObject({ values: { size: 5 }, differs: ['size/1'] });
    const outcomes = await living.publish(1, 2);
    expect(counted(outcomes)).toEqual({ clean: 1, lossy: 0, failing: 0 });
    expect(await living.row(2, id)).toMatchObject({ values: { size: '大概三十几' }, differs: ['size/1'] });
  });

  it('publishing keeps what stood in the trial where the live word cannot follow', async () => {
    const { living, id } = await twoForms();
    await living.update(1, id, { size: '见名片' });
    expect(counted(await living.plan(1, 2))).toEqual({ clean: 0, lossy: 0, failing: 1 });
    await living.publish(1, 2);
    expect(await living.row(2, id)).toMatchObject({ values: { size: 50 }, differs: ['size/2'] });
  });

  it('find a row by its words under both', async () => {
    const { living, id } = await twoForms();
    await living.update(1, id, { size: '见名片' });
    await living.update(2, id, { name: '乙' });
    expect(await found(living, 1, { search: '见名片' })).toEqual([id]);
    await living.update(2, id, { size: 1234 });
    expect(await found(living, 1, { search: '1234' })).toEqual([id]);
    expect(await found(living, 1, { search: '见名片' })).toEqual([]);
  });
});

describe('writes that meet a conversion', () => {
  it('are not overwritten by it, and it says so', async () => {
    const living = await open({ name, size: text });
    const [one, two] = [await living.create(1, { size: '1' }), await living.create(1, { size: '2' })];
    living.draft(2, { name, size: number });
    await living.register(1, 2);
    const rows = await living.rowsToFill(1, 2);
    await living.update(1, one, { size: '111' });
    expect((await living.fill(1, 2, { rows })).leftOut).toEqual([one]);
    expect((await living.row(2, one)).values['size']).toBe(111);
    expect((await living.row(2, two)).values['size']).toBe(2);
  });

  it('do not take away its marks', async () => {
    const living = await open({ name, size: text, note: text });
    const id = await living.create(1, { size: '见名片', note: '约五' });
    living.draft(2, { name, size: number, note: number });
    await living.register(1, 2);
    const before = await living.row(1, id);
    await living.fill(1, 2, { rows: await living.rowsToFill(1, 2) });
    await living.updateFrom(1, before, { note: '6' });
    expect(await living.row(2, id)).toMatchObject({ values: { size: null, note: 6 }, differs: ['size/2'] });
  });
});

describe('a line whose day has passed', () => {
  it('is converted anew on the way back; untouched rows get their own words again', async () => {
    const living = await open({ name, size: text });
    const ids = [];
    for (const size of ['约五十', '1.2万', '30']) ids.push(await living.create(1, { size }));
    living.draft(2, { name, size: number });
    await living.publish(1, 2);
    living.expire(2);
    const [first = '', , third = ''] = ids;
    await living.update(2, third, { size: 31 });
    expect((await living.plan(2, 1)).map(({ values }) => values['size'])).toEqual(['约五十', '1.2万', '31']);
    await living.publish(2, 1);
    expect((await living.row(1, first)).values['size']).toBe('约五十');
    await living.publish(1, 2);
    living.expire(2);
    await living.update(2, first, { size: 77 });
    await living.publish(2, 1);
    expect(await living.row(1, first)).toMatchObject({ values: { size: '77' }, differs: [] });
  });
});

describe('a list', () => {
  const words: FieldSchema = { title: '标签', type: 'string', 'x-type': 'text' };
  const hasA: Condition = { field: 'tags', op: 'has-any', value: ['a'] };

  it('that was a text is found by its options at once, and after writes under both', async () => {
    const living = await open({ name, tags: words });
    const [one, two] = [
      await living.create(1, { name: '甲', tags: '高意向、技术型' }),
      await living.create(1, { name: '乙', tags: '没听过' }),
    ];
    living.draft(2, { name, tags });
    await living.publish(1, 2);
    expect(await found(living, 2, { filter: hasA })).toEqual([one]);
    await living.update(1, two, { tags: '高意向' });
    await living.update(1, one, { tags: '技术型' });
    expect(await found(living, 2, { filter: hasA })).toEqual([two]);
    await living.create(1, { name: '丙', tags: '高意向' });
    expect(await found(living, 2, { filter: hasA })).toHaveLength(2);
    expect(await living.row(1, one)).toMatchObject({ values: { tags: '技术型' } });
    await living.update(2, one, { tags: ['a', 'c'] });
    expect(await living.row(1, one)).toMatchObject({ values: { tags: '高意向、价格敏感' }, differs: [] });
    expect(await found(living, 2, { filter: hasA })).toHaveLength(3);
  });

  it('that becomes a text is found by its words', async () => {
    const living = await open({ name, tags });
    const id = await living.create(1, { tags: ['a', 'b'] });
    living.draft(2, { name, tags: words });
    await living.publish(1, 2);
    const { bind, params } = newBindings();
    const test = conditionToSql({ field: 'tags', op: 'contains', value: '技术' }, { asker, source: living.table(2), bind });
    expect(await database.read({ text: `select json_quote(id) as j from t_things t where ${test}`, params })).toEqual([id]);
  });
});

describe('a number of a series', () => {
  const serial = everyField.no;

  it('that is a text in the other revision is given to both', async () => {
    const living = await open({ name, no: serial });
    await living.create(1, { name: '甲' });
    living.draft(2, { name, no: { title: '编号', type: 'string', 'x-type': 'text' } });
    await living.publish(1, 2);
    const id = await living.create(1, { name: '乙' });
    expect(await living.row(1, id)).toMatchObject({ values: { no: 'C20240601002' }, differs: [] });
    expect(await living.row(2, id)).toMatchObject({ values: { no: 'C20240601002' } });
  });

  it('goes on from the highest of what was a text', async () => {
    const living = await open({ name, no: { title: '编号', type: 'string', 'x-type': 'text' } });
    await living.create(1, { no: 'C20240601007' });
    living.draft(2, { name, no: serial });
    await living.publish(1, 2);
    const id = await living.create(2, { name: '乙' });
    expect((await living.row(2, id)).values['no']).toBe('C20240601008');
  });
});

describe('a rebuilt row', () => {
  it('brings its kept lines in step with what somebody wrote into the shown one', async () => {
    const living = await open({ name, size: text });
    const id = await living.create(1, { size: '50' });
    living.draft(2, { name, size: number });
    await living.publish(1, 2);
    const rebuild = async (value: string) => {
      await database.write([{ text: 'update t_things set f_size = :value where id = :id', params: { id, value } }]);
      const table = living.table(1);
      await database.write(planRebuild({ table, record: await living.row(1, id), pinyin: testPinyin, lookup: testLookup }));
      return living.row(2, id);
    };
    expect(await rebuild('80')).toMatchObject({ values: { size: 80 }, differs: [] });
    expect(await rebuild('见名片')).toMatchObject({ values: { size: null }, differs: ['size/2'] });
    expect(await rebuild('90')).toMatchObject({ values: { size: 90 }, differs: [] });
  });
});

describe('a removed field', () => {
  it('comes back with its values, on the line it had, judged by what is new', async () => {
    const living = await open({ name, size: text });
    const [one, two] = [await living.create(1, { name: '甲', size: '50' }), await living.create(1, { name: '乙', size: '约六十' })];
    living.draft(2, { name, size: number });
    await living.publish(1, 2);
    const shown = await living.shows(2);
    living.draft(3, { name }, { removed: { size: number } });
    expect(counted(await living.plan(2, 3))).toEqual({ clean: 2, lossy: 0, failing: 0 });
    await living.publish(2, 3);
    await living.update(3, one, { name: '丙' });
    const three = await living.create(3, { name: '丁' });
    living.draft(4, { name, size: { ...number, maximum: 55 } }, { required: ['size'] });
    expect((await living.plan(3, 4)).map(({ kind }) => kind)).toEqual(['clean', 'failing', 'failing']);
    expect(await living.publish(3, 4)).toEqual(await living.plan(3, 4));
    expect((await living.row(4, two)).values['size']).toBe(60);
    expect((await living.row(4, three)).values['size']).toBeNull();
    await living.update(4, one, { name: '甲' });
    expect((await living.shows(2)).split('\n').slice(0, 2)).toEqual(shown.split('\n').slice(0, 2));
  });
});

describe('a choice that was a text', () => {
  it('asks for the words of its other option', async () => {
    const living = await open({ name, source: { title: '来源', type: 'string', 'x-type': 'text' } });
    const [expo, other] = [await living.create(1, { source: '展会' }), await living.create(1, { source: '其他' })];
    living.draft(2, { name, source: everyField.source });
    const plan = await living.plan(1, 2);
    expect(plan.map(({ id, kind }) => [id, kind])).toEqual([
      [expo, 'clean'],
      [other, 'failing'],
    ]);
    expect(await living.publish(1, 2)).toEqual(plan);
    await living.update(2, other, { source_other: '朋友说的' });
    expect(await found(living, 2, { search: '朋友说' })).toEqual([other]);
    await living.fill(1, 2, { rows: await living.rowsToFill(1, 2) });
    expect(await found(living, 2, { search: '朋友说' })).toEqual([other]);
    expect(await living.row(1, other)).toMatchObject({ values: { source: '其他' } });
  });
});

describe('a table of one line', () => {
  it('neither reads nor writes marks', async () => {
    const living = await open({ name, size: text });
    const id = await living.create(1, { size: '1' });
    const table = living.table(1);
    const before = await living.row(1, id);
    const plans = [
      ...planCreate({ table, rows: [], note: testNote, today, pinyin: testPinyin, lookup: testLookup, answer: true }),
      ...planUpdate({ table, before, values: { size: '2' }, historyId: 'h', note: testNote, pinyin: testPinyin, lookup: testLookup }),
      ...planRebuild({ table, record: before, pinyin: testPinyin, lookup: testLookup }),
    ];
    expect(plans.filter((statement) => statement.text.includes('differs'))).toEqual([]);
    expect(before).toMatchObject({ differs: [], kept: {} });
  });
});
