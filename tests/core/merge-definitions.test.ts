import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { same } from '#core/definition/change.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition } from '#core/definition/definition.ts';
import { applyEdit } from '#core/definition/edit/apply-edit.ts';
import type { Edit } from '#core/definition/edit/edit.ts';
import { mergeDefinitions } from '#core/definition/merge-definitions.ts';
import { drawEdit, testScene } from '#support/random-edit.ts';

const base: Definition = JSON.parse(readFileSync(new URL('../schemas/good.json', import.meta.url), 'utf8'));
const after = (...edits: readonly Edit[]): Definition => {
  const made = applyEdit(base, { kind: 'batch', edits }, testScene(base));
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  return made.value.definition;
};

describe('a draft whose table was published meanwhile', () => {
  it('parts that only one side changed are joined and told', () => {
    const theirs = after(
      { kind: 'add-field', key: 'budget', schema: { title: '预算', type: 'number', 'x-type': 'money' }, section: 'basic', at: 1 },
      { kind: 'add-options', key: 'status', titles: ['暂停'] },
      { kind: 'require-field', key: 'rate', required: true },
    );
    const mine = after(
      { kind: 'set-field', key: 'name', set: { title: '全称' } },
      { kind: 'set-option', key: 'status', option: 'active', set: { title: '在合作' } },
    );
    const merged = mergeDefinitions({ base, theirs, mine });
    expect(merged.conflicts).toEqual([]);
    expect(merged.taken.map(({ part, theirs: how }) => `${part} ${how}`).sort()).toEqual([
      'field/budget added',
      'field/rate changed',
      expect.stringMatching(/^option\/status\/\w+ added$/),
    ]);
    expect(merged.definition.layout[0]?.fields).toEqual(['customer_no', 'budget', 'name', 'owner']);
    expect(merged.definition.record.properties['name']?.title).toBe('全称');
    expect(merged.definition.record.properties['status']?.oneOf?.map((option) => option.title)).toEqual(['未合作', '在合作', '暂停']);
    expect(merged.definition.record.required).toEqual(['name', 'rate']);
    expect(checkDefinition(merged.definition).ok).toBe(true);
  });

  it('what both changed is asked, part by part', () => {
    const theirs = after(
      { kind: 'set-field', key: 'name', set: { title: '甲' } },
      { kind: 'set-view', key: 'all', set: { title: '每一条' } },
    );
    const mine = after({ kind: 'set-field', key: 'name', set: { title: '乙' } }, { kind: 'remove-view', key: 'all' });
    const asked = mergeDefinitions({ base, theirs, mine });
    expect(asked.conflicts).toEqual([
      { part: 'field/name', title: '乙', theirs: 'changed', mine: 'changed' },
      { part: 'view/all', title: '每一条', theirs: 'changed', mine: 'removed' },
    ]);
    const chosen = mergeDefinitions({ base, theirs, mine, choices: { 'field/name': 'theirs', 'view/all': 'theirs' } });
    expect([chosen.definition.record.properties['name']?.title, chosen.definition.views.at(-1)?.title]).toEqual(['甲', '每一条']);
  });

  it('faults that only the two together have are listed', () => {
    const theirs = after({ kind: 'remove-field', key: 'paid' });
    const mine = after({ kind: 'set-field', key: 'rate', set: { 'x-show': { field: 'paid', op: 'is', value: true } } });
    const merged = mergeDefinitions({ base, theirs, mine });
    expect([merged.conflicts, merged.problems.map(({ code }) => code)]).toEqual([[], ['condition-field']]);
  });

  it('one side alone is that side; both alike is either', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        let mine = base;
        for (let step = 0; step < 12; step += 1) {
          const made = applyEdit(
            mine,
            drawEdit(mine, (arbitrary) => gen(() => arbitrary)),
            testScene(base),
          );
          if (made.ok) mine = made.value.definition;
        }
        for (const [theirs, drafted] of [
          [base, mine],
          [mine, base],
          [mine, mine],
        ] as const) {
          const merged = mergeDefinitions({ base, theirs, mine: drafted });
          expect(merged.conflicts).toEqual([]);
          expect(same(merged.definition, mine)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
