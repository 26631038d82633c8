import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { draftProblems } from '#core/definition/check-draft.ts';
import type { Definition } from '#core/definition/definition.ts';
import { diffDefinitions } from '#core/definition/diff-definitions.ts';
import { diffImpact } from '#core/definition/diff-impact.ts';
import { applyEdit } from '#core/definition/edit/apply-edit.ts';
import { markFields } from '#core/definition/mark-fields.ts';
import { mergeDefinitions } from '#core/definition/merge-definitions.ts';
import { joinTitles, nameParams, titleIn } from '#core/naming.ts';
import { aboutField, problem } from '#core/problem.ts';
import { messages as en } from '#messages/en/messages.ts';
import { nameIn } from '#messages/name-in.ts';
import { wordChange } from '#messages/word-change.ts';
import { wordEvidence, wordFinding } from '#messages/word-finding.ts';
import { wordProblem } from '#messages/word-problem.ts';
import { messages as zh } from '#messages/zh-CN/messages.ts';

const customer: Definition = JSON.parse(readFileSync(new URL('../../schemas/templates/customer.json', import.meta.url), 'utf8'));
const source = customer.record.properties['source'];
if (!source) throw new Error('the template has a source');

const withSource = (schema: typeof source): Definition => ({
  ...customer,
  record: { ...customer.record, properties: { ...customer.record.properties, source: schema } },
});
const [expo, ...others] = source.oneOf ?? [];
if (!expo) throw new Error('the source has options');

/** Sentences of the difference in both languages. */
const told = (after: Definition, before = customer): readonly (readonly [string, string])[] =>
  diffDefinitions(before, after).map((change) => [wordChange(change, zh), wordChange(change, en)]);

describe('a thing is named', () => {
  it('in English by its English title if it has one, else by its title', () => {
    expect(titleIn({ title: '甲', 'x-en': { title: 'One' } }, 'en')).toBe('One');
    expect(titleIn({ title: '甲', 'x-en': { title: 'One' } }, 'zh-CN')).toBe('甲');
    expect(titleIn({ title: '甲', 'x-en': {} }, 'en')).toBe('甲');
    expect(joinTitles(' / ', { title: '甲', 'x-en': { title: 'One' } }, { title: '乙' })).toEqual({
      title: '甲 / 乙',
      'x-en': { title: 'One / 乙' },
    });
    expect(joinTitles(' / ', { title: '甲' }, { title: '乙' })).toEqual({ title: '甲 / 乙' });
  });

  it('as data in both, in lists too; plain values have no English', () => {
    const [one, two] = [{ title: '甲', 'x-en': { title: 'One' } }, { title: '乙' }];
    expect(nameParams({ field: one, fields: [one, two], other: two, id: 'a', ids: ['a', 'b'], count: 3 })).toEqual({
      params: { field: '甲', fields: ['甲', '乙'], other: '乙', id: 'a', ids: ['a', 'b'], count: 3 },
      english: { field: 'One', fields: ['One', '乙'] },
    });
    expect(nameParams({ field: two })).toEqual({ params: { field: '乙' } });
  });

  it('in a problem, and a problem that names a field keeps the name', () => {
    const fault = problem('key-published', '', { field: source, key: 'source' });
    expect(wordProblem(fault, en)).toContain('“Source”');
    expect(wordProblem(fault, zh)).toContain('“客户来源”');
    expect(aboutField(fault, { title: '别的', 'x-en': { title: 'Another' } })).toBe(fault);
    expect(aboutField(problem('x', '', { option: expo }), source)).toMatchObject({
      params: { field: '客户来源', option: '展会' },
      english: { field: 'Source', option: titleIn(expo, 'en') },
    });
  });
});

describe('sentences of changes', () => {
  it('name field and option in the language of the reader', () => {
    const retired = withSource({ ...source, oneOf: [{ ...expo, deprecated: true }, ...others] });
    const english = titleIn(expo, 'en');
    expect(english).not.toBe('展会');
    expect(told(retired)).toEqual([
      [
        '字段“客户来源”的选项“展会”停用，已有的行仍可读、可改',
        `Option “${english}” of field “Source” is retired; its rows stay readable and editable`,
      ],
    ]);
  });

  it('tell a renaming by the words that change', () => {
    expect(told(withSource({ ...source, title: '来源' }))).toEqual([['字段“客户来源”改名为“来源”', 'Field “客户来源” is renamed “来源”']]);
    expect(told(withSource({ ...source, title: '来源', 'x-en': { title: 'Origin' } }))[0]).toEqual([
      '字段“客户来源”改名为“来源”',
      'Field “Source” is renamed “Origin”',
    ]);
  });

  it('name views, reminders and sections too', () => {
    const [view, ...views] = customer.views;
    const titled = {
      ...customer,
      views: [{ ...view, key: 'all', title: '全部', columns: ['name'], 'x-en': { title: 'Everything' } }, ...views],
    };
    const narrower = { ...titled, views: [{ ...titled.views[0], key: 'all', title: '全部', columns: ['phone'] }, ...views] };
    expect(told({ ...narrower, views: narrower.views.map((one) => ({ ...titled.views[0], ...one })) }, titled).at(-1)).toEqual([
      '视图“全部”改动',
      'View “Everything” changes',
    ]);
  });

  it('say what they mean elsewhere', () => {
    const gone = applyEdit(customer, { kind: 'remove-field', key: 'feedback' }, { base: customer, makeKey: () => 'x' });
    if (!gone.ok) throw new Error(JSON.stringify(gone.problems));
    const after = gone.value.definition;
    const said = diffImpact(customer, after, diffDefinitions(customer, after)).map((one) => wordChange(one, en));
    const name = titleIn(customer.record.properties['feedback'] ?? { title: '' }, 'en');
    expect(said).toContain(`Exports have no column “${name}” any more`);
    expect(said.join(' ')).not.toMatch(/客户反馈/);
  });
});

describe('what else names things', () => {
  it('list of conflicts, sections of compared forms, faults of a draft', () => {
    const mine = withSource({ ...source, oneOf: [{ ...expo, 'x-color': 'pink' }, ...others] });
    const theirs = withSource({ ...source, oneOf: [{ ...expo, 'x-color': 'brown' }, ...others] });
    const [conflict] = mergeDefinitions({ base: customer, mine, theirs }).conflicts;
    expect(nameIn(conflict ?? { title: '' }, en)).toBe(`Source / ${titleIn(expo, 'en')}`);
    expect(nameIn(conflict ?? { title: '' }, zh)).toBe('客户来源 / 展会');

    const [first, second, ...rest] = customer.layout;
    if (!first || !second) throw new Error('the template has two sections');
    const key = first.fields[0] ?? '';
    const moved = [{ ...first, fields: first.fields.slice(1) }, { ...second, fields: [key, ...second.fields] }, ...rest];
    const between = markFields(customer, { ...customer, layout: moved }).get(key)?.between ?? [];
    expect(between.map((section) => nameIn(section, en))).toEqual([titleIn(first, 'en'), titleIn(second, 'en')]);

    const faulty = withSource({ ...source, default: 'nothing' });
    const words = draftProblems(faulty).map((fault) => wordProblem(fault, en));
    expect(words.join(' ')).toContain('Source');
    expect(words.join(' ')).not.toContain('客户来源');
  });

  it('findings of a review and what proves them', () => {
    const finding = {
      id: '',
      kind: 'unused-options',
      field: 'source',
      ...nameParams({ title: source, count: 1, used: 2, rows: 3 }),
      evidence: [],
      proposal: 'retire-options',
      edits: [],
      after: [],
    } as const;
    expect(wordFinding(finding, en)).toContain('Source');
    expect(wordFinding(finding, zh)).toContain('客户来源');
    expect(wordEvidence(finding, { words: '展会', english: 'Fair', count: 0 }, en)).toBe('Fair');
    expect(wordEvidence(finding, { words: '展会', english: 'Fair', count: 0 }, zh)).toBe('展会');
  });
});
