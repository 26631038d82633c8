import { describe, expect, it, vi } from 'vitest';
import { addTable, callerFor } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { healthy, openFirm, reviewed, start, tableOf, text } from '#support/review-firm.ts';
import { giveFeedback } from '#usecases/feedback/feedback.ts';
import { decide } from '#usecases/review/decide.ts';
import { findDraft } from '#usecases/draft/draft.ts';
import { seenReview } from '#usecases/review/present-review.ts';
import { draftReview } from '#usecases/review/draft-review.ts';
import { findReview, insertReview, listReviews } from '#usecases/review/review-store.ts';
import { startReview } from '#usecases/review/start-review.ts';
import { openTable } from '#usecases/table/open-table.ts';

describe('adopted findings', () => {
  it('go into a draft once, and what no longer fits is left out and named', async () => {
    const definition = tableOf({ fax: text('传真'), code: text('代码') });
    const firm = await openFirm(definition, (at) => ({
      ...healthy(at),
      fax: at % 100 === 0 ? '0571' : null,
      code: at % 200 === 0 ? 'x' : null,
    }));
    const { world, access } = firm;
    const { line, findings } = await reviewed(firm);
    expect(findings.map(({ id }) => id)).toEqual(['empty-field/fax', 'empty-field/code']);
    const order = { id: line.id, title: '复盘 2026-11-24' };
    expect(await draftReview(world, access, order)).toMatchObject({
      ok: false,
      refusal: { problems: [{ code: 'review-nothing-adopted' }] },
    });
    await decide(world, access, {
      id: line.id,
      decisions: { 'empty-field/fax': { decision: 'adopt' }, 'empty-field/code': { decision: 'keep' } },
    });
    const made = await draftReview(world, access, order);
    if (!made.ok) throw new Error(JSON.stringify(made));
    expect(made.value).toMatchObject({ changes: 1, left: [] });
    const place = { key: 'customer', id: made.value.draft };
    const draft = await findDraft(world, access.caller, place);
    if (!draft.ok) throw new Error('no draft');
    expect(Object.keys(draft.value.document.record.properties)).not.toContain('fax');
    expect(Object.keys(draft.value.document.record['x-removed'] ?? {})).toEqual(['fax']);
    await decide(world, access, { id: line.id, decisions: { 'empty-field/code': { decision: 'adopt' } } });
    const more = await draftReview(world, access, order);
    expect(more, 'the same draft; the field that is gone is named').toMatchObject({
      ok: true,
      value: { draft: made.value.draft, changes: 1, left: ['empty-field/fax'] },
    });
    const staff = openTable(world, callerFor(world, 'staff1'), 'customer');
    expect(staff && (await draftReview(world, staff, order))).toMatchObject({ ok: false, refusal: { kind: 'forbidden' } });
    world.stop();
  });
});

describe('a review that is read while it runs', () => {
  it('is not lost when it ends in between; one that nobody works on is', async () => {
    const { world, access } = await openFirm(tableOf({}), healthy);
    const started = await startReview(world, access, {});
    if (!started.ok) throw new Error(JSON.stringify(started));
    const { id, finished } = started.value;
    const read = world.db.read.bind(world.db);
    const spy = vi.spyOn(world.db, 'read').mockImplementation(async (sql, options) => {
      const rows = await read(sql, options);
      if (sql.text.includes('b_reviews')) await finished;
      return rows;
    });
    expect((await findReview(world, 'customer', id))?.line.state).toBe('running');
    spy.mockRestore();
    expect((await findReview(world, 'customer', id))?.line).toMatchObject({ state: 'open', progress: 1 });
    const left = { id: world.newId(), tbl: 'customer', by: 'manager', from: '', to: '9', next: '', revision: 1, before: '' };
    await insertReview(world, left);
    expect((await listReviews(world, 'customer'))[0]).toMatchObject({ id: left.id, state: 'failed' });
    world.stop();
  });
});

describe('fields that one role does not see', () => {
  it('are in no report of theirs, and stay in the draft they make', async () => {
    const admins = { 'x-access': { read: ['admin'] } } as const;
    const definition = tableOf({ secret: text('底价', admins), fax: text('传真', { 'x-show': { field: 'secret', op: 'filled' } }) });
    const firm = await openFirm(definition, (at) => ({ ...healthy(at), secret: at < 400 ? `${at}` : null, fax: at < 10 ? 'x' : null }));
    const { world, access } = firm;
    const all = openTable(world, callerFor(world, 'admin'), 'customer');
    if (!all) throw new Error('no table');
    const { line, facts } = await reviewed({ ...firm, access: all });
    expect(facts.fields.find(({ key }) => key === 'fax')?.fill, 'judged by what the server knows').toEqual({ filled: 10, of: 400 });
    const stored = await findReview(world, 'customer', line.id);
    const seen = stored && seenReview(access, stored);
    expect(JSON.stringify(seen?.report), 'the report of an administrator, read by a manager').not.toContain('底价');
    expect(JSON.stringify(stored?.report)).toContain('底价');
    const own = await reviewed(firm);
    expect(own.facts.fields.map(({ key }) => key)).not.toContain('secret');
    expect(own.findings.map(({ id }) => id)).toEqual(['empty-field/fax']);
    await decide(world, access, { id: own.line.id, decisions: { 'empty-field/fax': { decision: 'adopt' } } });
    const made = await draftReview(world, access, { id: own.line.id, title: '' });
    if (!made.ok) throw new Error(JSON.stringify(made));
    const draft = await findDraft(world, access.caller, { key: 'customer', id: made.value.draft });
    expect(draft.ok && Object.keys(draft.value.document.record.properties)).toContain('secret');
    world.stop();
  });
});

describe('who may', () => {
  it('staff neither start nor decide; everybody may remark on a field they see', async () => {
    const world = await openMemoryWorld(() => start);
    await addTable(world, tableOf({ secret: text('底价', { 'x-access': { read: ['manager', 'admin'] } }) }));
    const staff = openTable(world, callerFor(world, 'staff1'), 'customer');
    if (!staff) throw new Error('no table');
    expect(await startReview(world, staff, {})).toMatchObject({ ok: false, refusal: { kind: 'forbidden' } });
    expect(await decide(world, staff, { id: 'x', decisions: {} })).toMatchObject({ ok: false, refusal: { kind: 'forbidden' } });
    const codes = async (field: string, words: string) => {
      const given = await giveFeedback(world, staff, { field, words });
      return given.ok || given.refusal.kind !== 'refused' ? [] : given.refusal.problems.map(({ code }) => code);
    };
    expect(await codes('name', '看不懂')).toEqual([]);
    expect(await codes('secret', '看不懂')).toEqual(['unknown-field']);
    expect(await codes('strange', '看不懂')).toEqual(['unknown-field']);
    expect(await codes('name', '  ')).toEqual(['feedback-empty']);
    expect(await codes('name', '长'.repeat(501))).toEqual(['too-long']);
    for (let at = 1; at < 200; at += 1) await codes('name', `第 ${at} 条`);
    expect(await codes('name', '还有')).toEqual(['feedback-too-many']);
    world.stop();
  });
});
