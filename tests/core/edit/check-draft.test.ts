import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runsLinear } from '#core/compile/linear-pattern.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import { checkDraft, draftProblems, newProblems } from '#core/definition/check-draft.ts';
import { shapeFaults } from '#core/definition/shape-faults.ts';
import { walkShape } from '#core/definition/walk-shape.ts';
import type { Definition } from '#core/definition/definition.ts';
import type { Problem } from '#core/problem.ts';

interface Broken {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
}

const folder = new URL('../../schemas/', import.meta.url);
const names = readdirSync(new URL('broken/', folder)).map((name) => name.replace('.json', ''));
const readText = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

const patch = (document: unknown, path: string, value: unknown): void => {
  const steps = path.split('/').slice(1);
  const last = steps.pop() ?? '';
  let at = document;
  for (const step of steps) at = Reflect.get(Object(at), step);
  if (value === undefined) Reflect.deleteProperty(Object(at), last);
  else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
};
const brokenDocument = (name: string): unknown => {
  const { set = {}, remove = [] }: Broken = JSON.parse(readText(`broken/${name}.json`));
  const document: unknown = JSON.parse(readText('good.json'));
  for (const [path, value] of Object.entries(set)) patch(document, path, value);
  for (const path of remove) patch(document, path, undefined);
  return document;
};
const said = (problems: readonly Problem[]): readonly string[] => problems.map((fault) => JSON.stringify(fault)).sort();

describe('the judge of a draft, which compiles nothing', () => {
  it.each(names)('%s: reads the meta-schema as the compiled one does', (name) => {
    const document = brokenDocument(name);
    expect(said(walkShape(document, 'definition.json'))).toEqual(said(shapeFaults(document)));
  });

  it.each(names)('%s: refuses what the check refuses', (name) => {
    const document = brokenDocument(name);
    const [draft, whole] = [checkDraft(document, runsLinear), checkDefinition(document)];
    expect(draft.ok).toBe(whole.ok);
    const codes = new Set(whole.ok ? [] : whole.problems.map(({ code }) => code));
    const strange = draft.ok ? [] : draft.problems.filter(({ code }) => !codes.has(code));
    expect(strange).toEqual([]);
  });

  it('takes what the check takes, absent parts filled in', () => {
    const bare: Record<string, unknown> = JSON.parse(readText('good.json'));
    delete bare['layout'];
    delete bare['views'];
    expect([checkDraft(JSON.parse(readText('good.json')), runsLinear).ok, checkDraft(bare, runsLinear)]).toEqual([
      true,
      checkDefinition(bare),
    ]);
    for (const strange of [null, 7, 'text', [], {}]) expect(checkDraft(strange).ok).toBe(false);
  });

  it('judges the patterns again when their judge has come, everything else once', () => {
    const good = checkDefinition(JSON.parse(readText('good.json')));
    if (!good.ok) throw new Error('the good one is not good');
    const { record } = good.value;
    const withPattern = (pattern: string): Definition => ({
      ...good.value,
      record: { ...record, properties: { ...record.properties, looked: { title: '编码', type: 'string', 'x-type': 'text', pattern } } },
    });
    const [ahead, broken, explodes] = [withPattern('^(?=a)a$'), withPattern('^(a$'), withPattern('^(a+)+$')];
    const codes = (definition: Definition, judge?: typeof runsLinear) => draftProblems(definition, judge).map(({ code }) => code);
    expect([codes(ahead), codes(ahead, runsLinear), codes(ahead)]).toEqual([[], ['pattern-unsafe'], []]);
    expect([codes(broken), codes(explodes)]).toEqual([['pattern-broken'], ['pattern-unsafe']]);
    expect(newProblems(good.value, ahead, runsLinear).map(({ code }) => code)).toEqual(['pattern-unsafe']);
    expect(newProblems(good.value, withPattern('^[A-Z]{2}$'), runsLinear)).toEqual([]);
  });
});
