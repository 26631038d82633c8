import { describe, expect, it } from 'vitest';
import { checkDefinition } from '#core/definition/check-definition.ts';
import { fieldTypeNames, type FieldSchema } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import type { ProposedColumn, Proposal } from '#ui/import/import-facts.ts';
import { optionsFor, retype } from '#ui/import/retype.ts';
import { definitionOf, draftOf, newcomersOf } from '#ui/import/table-draft.ts';

const column = (index: number, key: string, field: FieldSchema, values: readonly string[] = []): ProposedColumn => ({
  index,
  title: field.title,
  required: index === 0,
  key,
  field,
  words: '',
  samples: values.slice(0, 3),
  values,
  filled: values.length,
  distinct: values.length,
  bad: 0,
  rounded: 0,
  alternatives: [],
  people: [],
});

const columns = [
  column(0, 'name', { title: '名称', type: 'string', 'x-type': 'text', maxLength: 200 }, ['甲', '乙']),
  column(1, 'source', { title: '来源', type: 'string', 'x-type': 'choice', oneOf: [{ const: 'expo', title: '展会' }] }, ['展会']),
  column(2, 'sales', { title: '跟进人', type: 'string', 'x-type': 'member' }, ['林晓', '许静']),
  column(3, 'tags', { title: '标签', type: 'string', 'x-type': 'text' }, ['高意向、技术型', '技术型']),
];
const proposal: Proposal = {
  sheet: 0,
  headerRow: 1,
  rows: 2,
  blankRows: 0,
  problems: [],
  columns,
  definition: {
    biaoli: 1,
    key: 'list',
    title: '名单',
    record: { type: 'object', properties: Object.fromEntries(columns.map(({ key, field }) => [key, field])), required: ['name'] },
    layout: [{ key: 'basic', title: '基础信息', columns: 2, fields: columns.map(({ key }) => key) }],
    views: [{ key: 'all', title: '全部', columns: columns.map(({ key }) => key), frozen: 1 }],
    reminders: [],
    access: { owner: 'sales' },
  },
};

describe('a draft of a table', () => {
  it('is a sound definition whatever single type is chosen', () => {
    for (const at of columns.keys())
      for (const type of fieldTypeNames) {
        const draft = draftOf(proposal);
        const changed = draft.columns.map((one, place) =>
          place === at ? { ...one, field: retype(one.column, type, one.field.title) } : one,
        );
        const checked = checkDefinition(definitionOf(proposal, { ...draft, columns: changed }));
        expect(checked.ok ? [] : checked.problems, `${columns[at]?.key} ${type}`).toEqual([]);
      }
  });

  it('leaves a column out of fields, required, layout, views and rights', () => {
    const draft = draftOf(proposal);
    const left = draft.columns.map((one) => ({ ...one, take: one.column.key !== 'name' && one.column.key !== 'sales' }));
    const definition = definitionOf(proposal, { ...draft, columns: left });
    expect(JSON.stringify(definition)).not.toContain('sales');
    expect(definition.record.required).toBeUndefined();
    expect(definition.layout[0]?.fields).toEqual(['source', 'tags']);
    expect(definition.views[0]?.columns).toEqual(['source', 'tags']);
    expect(checkDefinition(definition).ok).toBe(true);
  });

  it('names the people it will bring', () => {
    expect(newcomersOf(draftOf(proposal))).toEqual(['林晓', '许静']);
  });
});

describe('retype', () => {
  it('splits joined words into the options of a multi-choice', () => {
    const [, , , tags] = columns;
    if (!tags) throw new Error('no column');
    expect(optionsOf(retype(tags, 'multi-choice', '标签')).map((option) => option.title)).toEqual(['高意向', '技术型']);
  });
  it('keeps the ids of known words and gives new ones their own', () => {
    const before = [
      { const: 'expo', title: '展会' },
      { const: 'option_1', title: '旧' },
    ];
    expect(optionsFor(['线上', '展会', ' 展会 ', ''], before).map((option) => option.const)).toEqual(['option_2', 'expo']);
  });
});
