import { describe, expect, it } from 'vitest';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { diffDefinitions } from '#core/definition/diff-definitions.ts';
import { applyEdit } from '#core/definition/edit/apply-edit.ts';
import type { Edit } from '#core/definition/edit/edit.ts';
import { projectDefinition } from '#core/permission/project-definition.ts';
import { sound } from '#support/firm.ts';

const text = (title: string, more: Partial<FieldSchema> = {}): FieldSchema => ({ title, type: 'string', 'x-type': 'text', ...more });
const order = { from: 'contact', by: ' ', part: 1 } as const;
const tableOf = (fields: Readonly<Record<string, FieldSchema>>): Definition =>
  sound({ biaoli: 1, key: 'firm', title: '客户', record: { type: 'object', properties: { contact: text('联系人'), ...fields } } });
const live = tableOf({});
const draft = tableOf({ person: text('姓名', { 'x-fill': order }) });

const edited = (edit: Edit): Definition => {
  const made = applyEdit(draft, edit, { base: live, makeKey: () => 'made' });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value.definition;
};

describe('the order for the first values of a field', () => {
  it('stays with another type, but for numbers that count by themselves, and does not go to a copy', () => {
    const typed = (type: 'date' | 'serial') => edited({ kind: 'change-type', key: 'person', type }).record.properties['person'];
    expect(typed('date')).toMatchObject({ 'x-fill': order });
    expect(typed('serial')).not.toHaveProperty('x-fill');
    expect(edited({ kind: 'copy-field', key: 'person', as: '姓名二' }).record.properties['made']).toEqual(text('姓名二'));
  });

  it('is told once, for the publish that brings the field; later it may only be forgotten', () => {
    const kinds = (before: Definition, after: Definition) => diffDefinitions(before, after).map(({ kind, effect }) => [kind, effect]);
    const placed = (definition: Definition): Definition => ({ ...definition, layout: live.layout, views: live.views });
    expect(kinds(live, placed(draft))).toEqual([
      ['field-added', 'none'],
      ['field-filled', 'rows'],
    ]);
    expect(kinds(draft, draft)).toEqual([]);
    expect(kinds(draft, { ...tableOf({ person: text('姓名') }), layout: draft.layout, views: draft.views })).toEqual([
      ['source-changed', 'none'],
    ]);
    const other = tableOf({ person: text('姓名', { 'x-fill': { ...order, part: 2 } }) });
    expect(kinds(draft, { ...other, layout: draft.layout, views: draft.views })).toEqual([['fill-not-new', 'refused']]);
  });

  it('is not told to whom the field it reads is kept from', () => {
    const { record } = tableOf({ contact: text('联系人', { 'x-access': { read: ['admin'] } }), person: text('姓名', { 'x-fill': order }) });
    const seen = projectDefinition({ ...draft, record }, 'staff');
    expect(JSON.stringify(seen.record)).not.toContain('contact');
    expect(seen.record.properties['person']).toEqual(text('姓名'));
  });
});
