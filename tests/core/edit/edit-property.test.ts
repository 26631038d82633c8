import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition } from '#core/definition/definition.ts';
import { applyEdit } from '#core/definition/edit/apply-edit.ts';
import { diffJson, patchJson } from '#core/definition/edit/json-patch.ts';
import { drawEdit, testScene } from '#support/random-edit.ts';

const read = (path: string): Definition => {
  const checked = checkDefinition(JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')));
  if (!checked.ok) throw new Error(`${path} is unsound: ${JSON.stringify(checked.problems)}`);
  return checked.value;
};

const starts = [
  read('../../schemas/good.json'),
  ...['basic-info', 'customer'].map((name) => read(`../../../schemas/templates/${name}.json`)),
];

const counts = new Map<string, { made: number; refused: number }>();
const count = (kind: string, made: boolean): void => {
  const known = counts.get(kind) ?? { made: 0, refused: 0 };
  counts.set(kind, { made: known.made + Number(made), refused: known.refused + Number(!made) });
};

describe('random sequences of edits', () => {
  it('each result is a sound document, and undone each gives the same text', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.gen(), fc.constantFrom(...starts), fc.boolean(), (gen, start, published) => {
        const scene = testScene(published ? start : undefined);
        let definition = start;
        const back: { readonly text: string; readonly inverse: Parameters<typeof applyEdit>[1] }[] = [];
        for (let step = 0; step < 25; step += 1) {
          const edit = drawEdit(definition, (arbitrary) => gen(() => arbitrary));
          const made = applyEdit(definition, edit, scene);
          count(edit.kind, made.ok);
          if (!made.ok) {
            expect(made.problems.length).toBeGreaterThan(0);
            continue;
          }
          const checked = checkDefinition(JSON.parse(JSON.stringify(made.value.definition)));
          if (!checked.ok) throw new Error(`${JSON.stringify(edit)} made ${JSON.stringify(checked.problems)}`);
          back.push({ text: JSON.stringify(definition), inverse: JSON.parse(JSON.stringify(made.value.inverse)) });
          definition = made.value.definition;
        }
        for (const { text, inverse } of back.reverse()) {
          const now = JSON.stringify(definition);
          const undone = applyEdit(definition, inverse, scene);
          if (!undone.ok) throw new Error('an undo was refused');
          expect(JSON.stringify(undone.value.definition)).toBe(text);
          const redone = applyEdit(undone.value.definition, undone.value.inverse, scene);
          expect(redone.ok && JSON.stringify(redone.value.definition)).toBe(now);
          definition = undone.value.definition;
        }
      }),
      { numRuns: 70 },
    );
  });

  afterAll(() => {
    expect(counts.size).toBe(33);
    const seldom = [...counts].filter(([, { made, refused }]) => made === 0 || made + refused < 5);
    expect(seldom).toEqual([]);
  });
});

describe('the change of a JSON value', () => {
  it('leads from any value to any other, order of keys included', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const patch = diffJson(one, other);
        const made = patch === undefined ? one : patchJson(one, JSON.parse(JSON.stringify(patch)));
        expect(JSON.stringify(made)).toBe(JSON.stringify(other));
      }),
    );
  });
});
