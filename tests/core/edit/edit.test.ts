import { describe, expect, it } from 'vitest';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition, FieldSchema, Option } from '#core/definition/definition.ts';
import { applyEdit } from '#core/definition/edit/apply-edit.ts';
import type { Edit } from '#core/definition/edit/edit.ts';
import { noHistory, redo, remember, undo } from '#core/definition/edit/edit-history.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { testScene } from '#support/random-edit.ts';

const option = (id: string, title: string): Option => ({ const: id, title });
const start: Definition = {
  biaoli: 1,
  key: 'customer',
  title: '客户',
  record: {
    type: 'object',
    properties: {
      name: { title: '名称', type: 'string', 'x-type': 'text' },
      status: {
        title: '状态',
        type: 'string',
        'x-type': 'choice',
        oneOf: [option('none', '未合作'), option('active', '合作中')],
        default: 'none',
      },
      amount: { title: '金额', type: 'number', 'x-type': 'money', 'x-show': { field: 'status', op: 'is', value: 'active' } },
      owner: { title: '跟进人', type: 'string', 'x-type': 'member' },
      day: { title: '日期', type: 'string', format: 'date', 'x-type': 'date' },
    },
    required: ['name', 'day'],
  },
  layout: [
    { key: 'basic', title: '基础', columns: 2, fields: ['name', 'status'] },
    { key: 'more', title: '更多', columns: 1, fields: ['amount', 'day'] },
  ],
  views: [{ key: 'all', title: '全部', columns: ['day', 'name'], frozen: 2, sort: ['-day'] }],
  reminders: [{ key: 'late', title: '太久', on: 'state', when: { field: 'day', op: 'before', value: { days: -30 } } }],
  access: { owner: 'owner' },
};

const edited = (edit: Edit, from = start, base: Definition | undefined = start): Definition => {
  const made = applyEdit(from, edit, testScene(base));
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value.definition;
};
const refusal = (edit: Edit, from = start, base: Definition | undefined = start): readonly string[] => {
  const made = applyEdit(from, edit, testScene(base));
  return made.ok
    ? []
    : made.problems.map(({ code, params }) => `${code}${Array.isArray(params['users']) ? `: ${params['users'].join('、')}` : ''}`);
};
const text: FieldSchema = { title: '备注', type: 'string', 'x-type': 'text' };
const withoutReminder = edited({ kind: 'remove-reminder', key: 'late' });

describe('fields', () => {
  it('a removed one becomes a tombstone and leaves layout, views and required; its key is never given again', () => {
    const removed = edited({ kind: 'remove-field', key: 'day' }, withoutReminder);
    expect(removed.record['x-removed']).toEqual({ day: start.record.properties['day'] });
    expect([removed.record.required, removed.layout[1]?.fields, removed.views[0]]).toEqual([
      ['name'],
      ['amount'],
      { key: 'all', title: '全部', columns: ['name'], frozen: 1 },
    ]);
    expect(refusal({ kind: 'add-field', key: 'day', schema: text }, removed)).toEqual(['removed-key']);
    expect(Object.keys(edited({ kind: 'restore-field', key: 'day' }, removed).record.properties)).toContain('day');
  });

  it('one that was never published vanishes whole', () => {
    const added = edited({ kind: 'add-field', key: 'note', schema: text, section: 'basic', at: 1 });
    expect(added.layout[0]?.fields).toEqual(['name', 'note', 'status']);
    expect(JSON.stringify(edited({ kind: 'remove-field', key: 'note' }, added))).toBe(JSON.stringify(start));
  });

  it('one that something speaks of stays, and its users are named', () => {
    expect(refusal({ kind: 'remove-field', key: 'status' })).toEqual(['field-in-use: 金额']);
    expect(refusal({ kind: 'remove-field', key: 'day' })).toEqual(['field-in-use: 太久']);
    expect(refusal({ kind: 'remove-field', key: 'owner' })).toEqual(['field-is-owner']);
    expect(refusal({ kind: 'change-type', key: 'status', type: 'text' })).toEqual([]);
    expect(refusal({ kind: 'change-type', key: 'day', type: 'text' })).toEqual(['field-in-use: 太久']);
    expect(refusal({ kind: 'change-type', key: 'owner', type: 'text' })).toEqual(['field-is-owner']);
  });

  it('two never carry the same title, letter case and width aside', () => {
    expect(refusal({ kind: 'add-field', schema: { ...text, title: ' 金额 ' } })).toEqual(['title-taken']);
    expect(refusal({ kind: 'set-field', key: 'name', set: { title: '状态' } })).toEqual(['title-taken']);
    expect(refusal({ kind: 'copy-field', key: 'name', as: '名称' })).toEqual(['title-taken']);
  });

  it('keys are made of titles and never collide', () => {
    const one = edited({ kind: 'add-field', schema: { ...text, title: 'Note' } });
    const two = edited({ kind: 'add-field', schema: { ...text, title: 'note!' } }, one);
    expect(Object.keys(two.record.properties).slice(-2)).toEqual(['note', 'note_2']);
    expect(refusal({ kind: 'rekey-field', key: 'name', to: 'title' })).toEqual(['key-published']);
    expect(Object.keys(edited({ kind: 'rekey-field', key: 'note_2', to: 'memo' }, two).record.properties).at(-1)).toBe('memo');
  });

  it('a type carries over what the new one knows', () => {
    const money = edited({ kind: 'set-field', key: 'amount', set: { minimum: 0, description: '元' } });
    const number = edited({ kind: 'change-type', key: 'amount', type: 'number' }, money).record.properties['amount'];
    expect(number).toEqual({
      title: '金额',
      type: 'number',
      'x-type': 'number',
      'x-show': start.record.properties['amount']?.['x-show'],
      minimum: 0,
      description: '元',
    });
    const tags = edited({ kind: 'change-type', key: 'name', type: 'multi-choice', options: ['甲', '乙', '甲'] }).record.properties['name'];
    expect(tags?.items?.oneOf.map((entry) => entry.title)).toEqual(['甲', '乙']);
  });

  it('conditions that lead in a circle, to nothing or to themselves are refused', () => {
    expect(refusal({ kind: 'set-field', key: 'status', set: { 'x-show': { field: 'amount', op: 'filled' } } })).toContain(
      'condition-circle',
    );
    expect(refusal({ kind: 'set-field', key: 'name', set: { 'x-show': { field: 'gone', op: 'filled' } } })).toEqual(['condition-field']);
    expect(refusal({ kind: 'set-field', key: 'name', set: { 'x-show': { field: 'name', op: 'filled' } } })).toEqual(['condition-circle']);
  });
});

describe('options', () => {
  it('pasted lines: blanks cut off, doubles and those already there in either language skipped', () => {
    const english = edited({
      kind: 'set-option',
      key: 'status',
      option: start.record.properties['status']?.oneOf?.[0]?.const ?? '',
      set: { 'x-en': { title: 'ended' } },
    });
    const made = edited({ kind: 'add-options', key: 'status', titles: [' 暂停 ', '合作中', '', '暂停', '终止', 'Ended'] }, english);
    const field = made.record.properties['status'];
    expect(field && optionsOf(field).map((entry) => entry.title)).toEqual(['未合作', '合作中', '暂停', '终止']);
  });

  it('that were never published get other ids, and all that speaks of them follows', () => {
    const added = edited({ kind: 'add-options', key: 'status', titles: ['暂停', '终止'] });
    const [first = '', second = ''] = (added.record.properties['status']?.oneOf ?? []).slice(-2).map((option) => option.const);
    const used = edited(
      {
        kind: 'batch',
        edits: [
          { kind: 'set-field', key: 'status', set: { default: first } },
          { kind: 'set-option', key: 'status', option: second, set: { 'x-parent': first } },
          { kind: 'set-field', key: 'amount', set: { 'x-show': { not: { field: 'status', op: 'any-of', value: [first, second] } } } },
          { kind: 'add-view', view: { key: 'v', title: '停', columns: ['name'], filter: { field: 'status', op: 'is', value: second } } },
        ],
      },
      added,
    );
    const made = edited({ kind: 'rekey-options', key: 'status', ids: { [first]: 'zan_ting', [second]: 'zhong_zhi' } }, used);
    expect(made.record.properties['status']).toMatchObject({ default: 'zan_ting' });
    expect(made.record.properties['status']?.oneOf?.at(-1)).toMatchObject({ const: 'zhong_zhi', title: '终止', 'x-parent': 'zan_ting' });
    const text = JSON.stringify(made);
    expect(text).toContain('{"field":"status","op":"any-of","value":["zan_ting","zhong_zhi"]}');
    expect(text).toContain('{"field":"status","op":"is","value":"zhong_zhi"}');
    expect([text.includes(`"${first}"`), text.includes(`"${second}"`)]).toEqual([false, false]);
    const published = start.record.properties['status']?.oneOf?.[0]?.const ?? '';
    expect(refusal({ kind: 'rekey-options', key: 'status', ids: { [published]: 'new' } })).toEqual(['key-published']);
    expect(refusal({ kind: 'rekey-options', key: 'status', ids: { [first]: published } }, added)).toEqual(['option-twice']);
    expect(refusal({ kind: 'rekey-options', key: 'status', ids: { [first]: second } }, added)).toEqual(['option-twice']);
    expect(refusal({ kind: 'rekey-options', key: 'status', ids: { gone: 'new' } })).toEqual(['no-such-option']);
  });

  it('2,000 stand, one more is refused', () => {
    const titles = Array.from({ length: 1998 }, (_, index) => `选项 ${String(index)}`);
    const full = edited({ kind: 'add-options', key: 'status', titles });
    expect(checkDefinition(full).ok).toBe(true);
    expect(refusal({ kind: 'add-options', key: 'status', titles: ['再一个'] }, full)).toEqual(['too-many-entries']);
  });

  it('one that a condition names or that is the default stays; a retired one may come back', () => {
    expect(refusal({ kind: 'remove-option', key: 'status', option: 'active' })).toEqual(['option-in-use: 金额']);
    expect(refusal({ kind: 'remove-option', key: 'status', option: 'none' })).toEqual(['option-is-default']);
    expect(refusal({ kind: 'retire-option', key: 'status', option: 'none' })).toEqual(['option-is-default']);
    const retired = edited({ kind: 'retire-option', key: 'status', option: 'active', replacedBy: 'none' });
    expect(retired.record.properties['status']?.oneOf?.[1]).toEqual({
      const: 'active',
      title: '合作中',
      deprecated: true,
      'x-replaced-by': 'none',
    });
    expect(JSON.stringify(edited({ kind: 'reopen-option', key: 'status', option: 'active' }, retired))).toBe(JSON.stringify(start));
  });
});

describe('the whole', () => {
  it('a document from outside: fields it forgot become tombstones', () => {
    const properties = Object.fromEntries(Object.entries(start.record.properties).filter(([key]) => key !== 'amount'));
    const document = { ...start, record: { ...start.record, properties }, layout: [] };
    expect(edited({ kind: 'replace-document', document }).record['x-removed']).toEqual({ amount: start.record.properties['amount'] });
    expect(refusal({ kind: 'replace-document', document: { ...start, key: 'other' } })).toEqual(['edit-other-table']);
    expect(refusal({ kind: 'replace-document', document: 'text' })).toEqual(['edit-document']);
    expect(refusal({ kind: 'replace-document', document: { ...start, views: [{ key: 'a', title: '甲', columns: ['gone'] }] } })).toEqual([
      'no-such-field',
    ]);
  });

  it('a fault of old may be mended, not added to', () => {
    const twice = { ...start, record: { ...start.record, required: ['gone', 'name'] } };
    expect(refusal({ kind: 'set-table', title: '新名' }, twice)).toEqual([]);
    expect(refusal({ kind: 'set-table', title: ' ' }, twice)).toEqual(['title-blank']);
  });

  it('300 fields: a field is judged anew only when it changes', () => {
    let wide = start;
    const fields = Array.from({ length: 295 }, (_, index): Edit => ({
      kind: 'add-field',
      key: `n${String(index)}`,
      schema: { ...text, title: `字段 ${String(index)}` },
    }));
    wide = edited({ kind: 'batch', edits: fields });
    expect(Object.keys(wide.record.properties)).toHaveLength(300);
    expect(checkDefinition(wide).ok).toBe(true);
    expect(refusal({ kind: 'set-field', key: 'n7', set: { maxLength: 0 } }, wide)).toEqual(['number-out-of-range']);
  });
});

describe('undo and redo', () => {
  const type = (titles: readonly string[]) => {
    let [definition, history] = [start, noHistory];
    for (const title of titles) {
      const made = applyEdit(definition, { kind: 'set-field', key: 'name', set: { title } }, testScene(start));
      if (!made.ok) throw new Error('refused');
      history = remember(history, made.value, { kind: 'set-field', joins: 'name/title' });
      definition = made.value.definition;
    }
    return { definition, history };
  };

  it('typing a word is one step, and it survives being stored', () => {
    const { definition, history } = type(['客', '客户', '客户名']);
    expect(history.past).toHaveLength(1);
    const stored: typeof history = JSON.parse(JSON.stringify(history));
    const undone = undo(definition, stored, testScene(start));
    expect(undone?.ok && JSON.stringify(undone.value.definition)).toBe(JSON.stringify(start));
    const again = undone?.ok ? redo(undone.value.definition, undone.value.history, testScene(start)) : undefined;
    expect(again?.ok && JSON.stringify(again.value.definition)).toBe(JSON.stringify(definition));
    expect(again?.ok && redo(again.value.definition, again.value.history, testScene(start))).toBeUndefined();
  });
});
