import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '#core/definition/check-definition.ts';
import { diffDefinitions } from '#core/definition/diff-definitions.ts';
import { diffImpact } from '#core/definition/diff-impact.ts';
import type { Condition } from '#core/condition/condition.ts';
import type { Definition } from '#core/definition/definition.ts';
import { applyEdit } from '#core/definition/edit/apply-edit.ts';
import { replacedOptions } from '#core/definition/edit/replaced-options.ts';
import { optionUses } from '#core/definition/option-use.ts';
import { titleIn } from '#core/naming.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { messages as en } from '#messages/en/messages.ts';
import { wordChange } from '#messages/word-change.ts';
import { messages as zh } from '#messages/zh-CN/messages.ts';
import { testScene } from '#support/random-edit.ts';

const sound = (document: unknown): Definition => {
  const checked = checkDefinition(JSON.parse(JSON.stringify(document)));
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
};
const template = sound(JSON.parse(readFileSync(new URL('../../schemas/templates/customer.json', import.meta.url), 'utf8')));

const field = (key: string) => {
  const schema = template.record.properties[key];
  if (!schema) throw new Error(`the template has ${key}`);
  return schema;
};
const statuses = optionsOf(field('status')).map((option) => option.const);
const is = (value: string): Condition => ({ field: 'status', op: 'is', value });

interface Used {
  readonly show: Condition;
  readonly lock: Condition;
  readonly filter: Condition;
  readonly color: Condition;
  readonly when: Condition;
  readonly limit: Condition;
  readonly usual: string;
  readonly event: string;
}

/** The customer table with an option named in every kind of place. */
const using = ({ show, lock, filter, color, when, limit, usual, event }: Used): Definition => {
  const { properties } = template.record;
  const [view, ...views] = template.views;
  const [first, ...others] = optionsOf(field('source'));
  if (!view || !first) throw new Error('the template has a view and a source');
  return {
    ...template,
    record: {
      ...template.record,
      properties: {
        ...properties,
        status: { ...field('status'), default: usual },
        amount: { ...field('amount'), 'x-show': show },
        product: { ...field('product'), 'x-lock': lock },
        source: { ...field('source'), oneOf: [{ ...first, 'x-when': limit }, ...others] },
      },
    },
    views: [{ ...view, filter, colors: [{ title: '留意', color: 'red', when: color }] }, ...views],
    reminders: [
      { key: 'state', title: '看状态', on: 'state', when },
      {
        key: 'deadline',
        title: '限时',
        on: 'deadline',
        after: { event: 'field-changed', field: 'status', to: event },
        within: { hours: 24 },
        until: { event: 'updated' },
      },
    ],
  };
};

const everywhere = sound(
  using({
    show: is('paused'),
    lock: { not: is('paused') },
    filter: { all: [is('paused'), { field: 'name', op: 'filled' }] },
    color: { any: [is('paused'), is('active')] },
    when: { field: 'status', op: 'any-of', value: ['paused', 'active'] },
    limit: is('paused'),
    usual: 'none',
    event: 'paused',
  }),
);

/** What remains of an option that others replaced, as text. */
const named = (definition: Definition, ids: readonly string[]): readonly string[] =>
  optionUses(definition, { key: 'status', ids }).map(({ place, title }) => `${place} ${titleIn(title, 'zh-CN')}`);

describe('places that name an option', () => {
  it('are all found, whatever the kind', () => {
    const [view] = everywhere.views;
    expect(named(everywhere, ['paused'])).toEqual(
      [
        `limit ${field('source').title} / ${optionsOf(field('source'))[0]?.title ?? ''}`,
        `lock ${field('product').title}`,
        `show ${field('amount').title}`,
        `view ${view?.title ?? ''}`,
        `color ${view?.title ?? ''} / 留意`,
        'reminder 看状态',
        'reminder 限时',
      ].toSorted((one, other) => named(everywhere, ['paused']).indexOf(one) - named(everywhere, ['paused']).indexOf(other)),
    );
    expect(named(everywhere, ['none'])).toEqual([`default ${field('status').title}`]);
    expect(named(everywhere, ['ended'])).toEqual([]);
    expect(optionUses(everywhere, { key: 'type', ids: ['paused'] })).toEqual([]);
  });

  it('keep an option from being removed, events of reminders too', () => {
    const one = using({ ...plain, event: 'ended' });
    const made = applyEdit(one, { kind: 'remove-option', key: 'status', option: 'ended' }, testScene());
    expect(made.ok ? '' : made.problems.map(({ code, params }) => `${code} ${String(params['users'])}`)).toEqual(['option-in-use 限时']);
  });

  it('are told by a revision that retires the option, in both languages', () => {
    const made = applyEdit(everywhere, { kind: 'retire-option', key: 'status', option: 'paused' }, testScene(everywhere));
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    const after = made.value.definition;
    const said = diffImpact(everywhere, after, diffDefinitions(everywhere, after));
    const told = (messages: typeof zh) =>
      said.filter(({ kind }) => kind.startsWith('impact-option-')).map((one) => wordChange(one, messages));
    expect(told(zh)).toHaveLength(7);
    expect(told(zh)).toContain('提醒“看状态”还在用停用的选项“暂停合作”');
    expect(told(zh).join()).not.toMatch(/[{}]/);
    expect(told(en).join()).not.toMatch(/[{}]|暂停合作/);
    expect(diffImpact(after, after, [])).toEqual([]);
    expect(diffImpact(everywhere, everywhere, [])).toEqual([]);
  });
});

const plain: Used = {
  show: is('active'),
  lock: is('active'),
  filter: is('active'),
  color: is('active'),
  when: is('active'),
  limit: is('active'),
  usual: 'active',
  event: 'active',
};

const id = fc.constantFrom(...statuses);
const condition = fc.oneof(
  id.map(is),
  id.map((value): Condition => ({ not: { field: 'status', op: 'is-not', value } })),
  fc.uniqueArray(id, { minLength: 1, maxLength: 4 }).map((value): Condition => ({ field: 'status', op: 'any-of', value })),
  fc.array(id.map(is), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
  fc.constant<Condition>({ field: 'name', op: 'contains', value: 'paused' }),
);
const used = fc.record<Used>({
  show: condition,
  lock: condition,
  filter: condition,
  color: condition,
  when: condition,
  limit: condition,
  usual: id,
  event: id,
});
const replacement = fc
  .shuffledSubarray(statuses, { minLength: 2 })
  .map(([to = '', ...from]) => ({ key: 'status', from: from.slice(0, 2), to }));

describe('a draft after a replacement', () => {
  it(
    'that follows: nothing names the old option any more, the document is sound, and undone it is the same text',
    { timeout: 60_000 },
    () => {
      let changed = 0;
      fc.assert(
        fc.property(used, replacement, (places, asked) => {
          const before = using(places);
          const scene = testScene(before);
          const edits = replacedOptions(before, { ...asked, follow: true });
          const made = applyEdit(before, { kind: 'batch', edits }, scene);
          if (!made.ok) throw new Error(JSON.stringify(made.problems));
          const after = sound(made.value.definition);
          expect(named(after, asked.from)).toEqual([]);
          for (const option of optionsOf(after.record.properties['status'] ?? field('status')))
            expect(option.deprecated === true ? option['x-replaced-by'] : undefined).toBe(
              asked.from.includes(option.const) ? asked.to : undefined,
            );
          const undone = applyEdit(made.value.definition, made.value.inverse, scene);
          expect(undone.ok && JSON.stringify(undone.value.definition)).toBe(JSON.stringify(before));
          if (named(before, asked.from).length > 0) changed += 1;
        }),
        { numRuns: 60, seed: 3 },
      );
      expect(changed).toBeGreaterThan(30);
    },
  );

  it('that does not follow: only the default does, for a retired one fits no new row', () => {
    const before = using({ ...plain, usual: 'paused', filter: is('paused') });
    const made = applyEdit(
      before,
      { kind: 'batch', edits: replacedOptions(before, { key: 'status', from: ['paused'], to: 'active', follow: false }) },
      testScene(before),
    );
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    expect(made.value.definition.record.properties['status']?.default).toBe('active');
    expect(named(made.value.definition, ['paused']).map((use) => use.split(' ')[0])).toEqual(['view']);
  });

  it('names twins once, and successors follow their successor', () => {
    const begun = using({ ...plain, when: { field: 'status', op: 'any-of', value: ['paused', 'active', 'ended'] } });
    const scene = testScene(begun);
    const first = applyEdit(
      begun,
      { kind: 'batch', edits: replacedOptions(begun, { key: 'status', from: ['ended'], to: 'paused', follow: false }) },
      scene,
    );
    if (!first.ok) throw new Error(JSON.stringify(first.problems));
    const edits = replacedOptions(first.value.definition, { key: 'status', from: ['paused'], to: 'active', follow: true });
    const made = applyEdit(first.value.definition, { kind: 'batch', edits }, scene);
    if (!made.ok) throw new Error(JSON.stringify(made.problems));
    expect(made.value.definition.reminders[0]?.when).toEqual({ field: 'status', op: 'any-of', value: ['active', 'ended'] });
    const heirs = optionsOf(made.value.definition.record.properties['status'] ?? field('status')).map((option) => option['x-replaced-by']);
    expect(heirs.filter((heir) => heir !== undefined)).toEqual(['active', 'active']);
  });

  it('is refused for options that are not there', () => {
    for (const edit of [
      { kind: 'follow-option', key: 'status', from: ['nothing'], to: 'active' },
      { kind: 'follow-option', key: 'status', from: ['paused'], to: 'nothing' },
      { kind: 'follow-option', key: 'name', from: ['paused'], to: 'active' },
      { kind: 'follow-option', key: 'no_such', from: [], to: '' },
    ] as const)
      expect(applyEdit(template, edit, testScene()).ok).toBe(false);
  });
});
