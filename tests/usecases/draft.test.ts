import { afterEach, describe, expect, it } from 'vitest';
import type { Definition } from '#core/definition/definition.ts';
import { applyEdit } from '#core/definition/edit/apply-edit.ts';
import type { Edit } from '#core/definition/edit/edit.ts';
import type { RunningWorld } from '#server/wire.ts';
import { addTable, callerFor, template } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { testScene } from '#support/random-edit.ts';
import { findDraft, listDrafts } from '#usecases/draft/draft.ts';
import { mergeDraft } from '#usecases/draft/merge-draft.ts';
import { dropDraft, makeDraft, saveDraft } from '#usecases/draft/save-draft.ts';
import { usageCounts } from '#usecases/draft/usage-counts.ts';
import type { Outcome } from '#usecases/outcome.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { binTable } from '#usecases/table/bin-table.ts';
import { openTable } from '#usecases/table/open-table.ts';

const customer = template('customer');
const after = (...edits: readonly Edit[]): Definition => {
  const made = applyEdit(customer, { kind: 'batch', edits }, testScene(customer));
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value.definition;
};
const titled = (title: string): Definition => after({ kind: 'set-field', key: 'name', set: { title } });

let open: RunningWorld | undefined;
afterEach(() => {
  open?.stop();
  open = undefined;
});
const firm = async (): Promise<RunningWorld> => {
  open = await openMemoryWorld();
  await addTable(open, customer);
  return open;
};
const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};
const refusalOf = (outcome: Outcome<unknown>): string => {
  if (outcome.ok) return '';
  const { refusal } = outcome;
  return refusal.kind === 'refused' ? refusal.problems.map(({ code }) => code).join(' ') : refusal.kind;
};

describe('drafts', () => {
  it('several of several people, none overwrites another', async () => {
    const world = await firm();
    const [admin, manager] = [callerFor(world, 'admin'), callerFor(world, 'manager')];
    const mine = must(await makeDraft(world, admin, { key: 'customer', document: titled('甲') }));
    const second = must(await makeDraft(world, admin, { key: 'customer', document: titled('乙'), title: '秋季' }));
    const theirs = must(await makeDraft(world, manager, { key: 'customer', base: 7, document: titled('丙') }));
    expect([mine.base, second.title, theirs.base, mine.version]).toEqual([1, '秋季', 1, 1]);
    expect(refusalOf(await saveDraft(world, manager, { key: 'customer', id: mine.id, version: 1, document: titled('丁') }))).toBe(
      'forbidden',
    );
    expect(refusalOf(await dropDraft(world, manager, { key: 'customer', id: mine.id }))).toBe('forbidden');
    expect(must(await findDraft(world, manager, { key: 'customer', id: mine.id })).document.record.properties['name']?.title).toBe('甲');
    expect(
      must(await listDrafts(world, manager, 'customer'))
        .map(({ person }) => person)
        .sort(),
    ).toEqual(['admin', 'admin', 'manager']);
    must(await dropDraft(world, admin, { key: 'customer', id: second.id }));
    expect(must(await listDrafts(world, admin, 'customer'))).toHaveLength(2);
  });

  it('two windows of one person: the second save is told and changes nothing', async () => {
    const world = await firm();
    const admin = callerFor(world, 'admin');
    const { id } = must(await makeDraft(world, admin, { key: 'customer', document: customer }));
    const first = must(await saveDraft(world, admin, { key: 'customer', id, version: 1, document: titled('先') }));
    const late = must(await saveDraft(world, admin, { key: 'customer', id, version: 1, document: titled('后') }));
    expect([first.stale, first.draft.version, late.stale, late.draft.version]).toEqual([false, 2, true, 2]);
    expect(late.draft.document.record.properties['name']?.title).toBe('先');
    expect(refusalOf(await saveDraft(world, admin, { key: 'customer', id, version: undefined, document: customer }))).toBe(
      'version-missing',
    );
  });

  it('takes a document with faults, but none of another table and nothing that is no document', async () => {
    const world = await firm();
    const admin = callerFor(world, 'admin');
    const faulty = { ...customer, views: [{ key: 'a', title: '', columns: ['gone'] }] };
    expect(must(await makeDraft(world, admin, { key: 'customer', document: faulty })).document.views).toEqual(faulty.views);
    expect(refusalOf(await makeDraft(world, admin, { key: 'customer', document: { ...customer, key: 'other' } }))).toBe('other-table');
    expect(refusalOf(await makeDraft(world, admin, { key: 'customer', document: [] }))).toBe('edit-document');
    expect(refusalOf(await makeDraft(world, admin, { key: 'customer', document: { key: 'customer' } }))).toBe('edit-document');
  });

  it('staff neither see nor make them', async () => {
    const world = await firm();
    const staff = callerFor(world, 'staff1');
    expect(refusalOf(await listDrafts(world, staff, 'customer'))).toBe('forbidden');
    expect(refusalOf(await makeDraft(world, staff, { key: 'customer', document: customer }))).toBe('forbidden');
  });

  it('the draft of a table in the bin is kept, saved, and says so', async () => {
    const world = await firm();
    const admin = callerFor(world, 'admin');
    const { id } = must(await makeDraft(world, admin, { key: 'customer', document: titled('甲') }));
    must(await binTable(world, admin, { key: 'customer', to: 'bin' }));
    expect(must(await findDraft(world, admin, { key: 'customer', id })).tableState).toBe('bin');
    expect(must(await saveDraft(world, admin, { key: 'customer', id, version: 1, document: titled('乙') })).draft.version).toBe(2);
    expect(refusalOf(await mergeDraft(world, admin, { key: 'customer', id, choices: {}, dryRun: false }))).toBe('draft-table-gone');
    must(await binTable(world, admin, { key: 'customer', to: 'live' }));
    expect(must(await findDraft(world, admin, { key: 'customer', id })).document.record.properties['name']?.title).toBe('乙');
  });
});

describe('a draft whose table was published meanwhile', () => {
  const published = async (live: Definition) => {
    const world = await firm();
    const admin = callerFor(world, 'admin');
    const { id } = must(await makeDraft(world, admin, { key: 'customer', document: titled('全称') }));
    await world.db.write([
      {
        text: `insert into b_revisions (id, tbl, number, state, note, author, created_at, published_at, document, lines) values ('r2', 'customer', 2, 'published', '', 'admin', '', '', :document, '')`,
        params: { document: JSON.stringify(live) },
      },
      { text: `update b_tables set live = 2 where key = 'customer'`, params: {} },
    ]);
    await world.tables.reload();
    return { world, admin, id };
  };

  it('is joined where the two touch different parts', async () => {
    const { world, admin, id } = await published(after({ kind: 'set-field', key: 'phone', set: { title: '电话' } }));
    const dry = must(await mergeDraft(world, admin, { key: 'customer', id, choices: {}, dryRun: true }));
    expect([dry.merged, dry.taken.map(({ part }) => part), dry.draft.version]).toEqual([false, ['field/phone'], 1]);
    const merged = must(await mergeDraft(world, admin, { key: 'customer', id, choices: {}, dryRun: false }));
    const { properties } = merged.draft.document.record;
    expect([merged.merged, merged.draft.base, properties['phone']?.title, properties['name']?.title]).toEqual([true, 2, '电话', '全称']);
  });

  it('waits for a choice where both touched the same', async () => {
    const { world, admin, id } = await published(titled('名字'));
    const asked = must(await mergeDraft(world, admin, { key: 'customer', id, choices: {}, dryRun: false }));
    expect([asked.merged, asked.conflicts.map(({ part }) => part), asked.draft.version]).toEqual([false, ['field/name'], 1]);
    const chosen = must(await mergeDraft(world, admin, { key: 'customer', id, choices: { 'field/name': 'theirs' }, dryRun: false }));
    expect([chosen.merged, chosen.draft.document.record.properties['name']?.title]).toEqual([true, '名字']);
  });
});

describe('usage counts', () => {
  it('count rows, filled fields and options, without those in the bin', async () => {
    const world = await firm();
    const admin = callerFor(world, 'admin');
    const access = openTable(world, admin, 'customer');
    if (!access) throw new Error('no table');
    const make = async (values: Readonly<Record<string, unknown>>): Promise<string> =>
      must(await createRecord(world, access, { raw: { name: '云峪茶业', phone: '021-68881234', owner: 'staff1', ...values } })).id;
    await make({ source: 'expo', amount: 0, tags: [] });
    await make({ source: 'expo', amount: 5 });
    const gone = await make({ source: 'cold' });
    await world.db.write([{ text: `update t_customer set deleted_at = 'x' where id = :gone`, params: { gone } }]);
    const counts = await usageCounts(world, access);
    expect([counts.rows, counts.filled['amount'], counts.filled['source'], counts.filled['email'], counts.options['source']]).toEqual([
      2,
      2,
      2,
      0,
      { expo: 2 },
    ]);
  });
});
