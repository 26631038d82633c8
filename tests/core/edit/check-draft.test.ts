import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '#core/definition/check-definition.ts';
import { checkDraft } from '#core/definition/check-draft.ts';
import { shapeFaults } from '#core/definition/shape-faults.ts';
import { walkShape } from '#core/definition/walk-shape.ts';
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
    const [draft, whole] = [checkDraft(document), checkDefinition(document)];
    expect(draft.ok).toBe(whole.ok);
    const codes = new Set(whole.ok ? [] : whole.problems.map(({ code }) => code));
    const strange = draft.ok ? [] : draft.problems.filter(({ code }) => !codes.has(code));
    expect(strange).toEqual([]);
  });

  it('takes what the check takes, absent parts filled in', () => {
    const bare: Record<string, unknown> = JSON.parse(readText('good.json'));
    delete bare['layout'];
    delete bare['views'];
    expect([checkDraft(JSON.parse(readText('good.json'))).ok, checkDraft(bare)]).toEqual([true, checkDefinition(bare)]);
    for (const strange of [null, 7, 'text', [], {}]) expect(checkDraft(strange).ok).toBe(false);
  });
});
