import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { definitionCodes } from '#core/definition/definition-codes.ts';
import { fieldTypes } from '#core/field/registry.ts';
import { problem as english } from '#messages/en/problem.ts';
import { refusal } from '#messages/zh-CN/refusal.ts';
import { problem as chinese } from '#messages/zh-CN/problem.ts';

/** Codes as the sources of these rooms spell them, in `problem('…')`, in schemas and in the tables of keywords. */
const rooms = [
  'core/field',
  'core/condition',
  'core/definition',
  'core/record',
  'core/compile',
  'core/review',
  'usecases/draft',
  'usecases/import',
  'usecases/review',
  'usecases/feedback',
];
const roots = rooms.map((room) => new URL(`../../src/${room}/`, import.meta.url));
const sources = roots.flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, root), 'utf8')),
);
const spelled = sources.flatMap((text) => [
  ...[...text.matchAll(/\bproblem\(\s*'([a-z-]+)'/g)].map((match) => match[1] ?? ''),
  ...[...text.matchAll(/'x-problem': '([a-z-]+)'/g)].map((match) => match[1] ?? ''),
]);
const byKeyword = [
  'too-small',
  'too-large',
  'too-few',
  'too-many',
  'chosen-twice',
  'wrong-value',
  'not-text',
  'not-a-number',
  'not-a-list',
  'yes-no',
];
const codes = [...new Set([...spelled, ...byKeyword, ...definitionCodes])].filter((code) => code !== 'text-length').sort();

describe('every code of the core has words', () => {
  it('finds the codes', () => {
    expect(codes.length).toBeGreaterThan(75);
    expect(Object.keys(fieldTypes)).toHaveLength(17);
  });
  it.each(codes)('%s', (code) => {
    const known: Readonly<Record<string, string>> = { ...refusal, ...chinese };
    expect(known[code] ?? '').toMatch(/\p{Script=Han}/u);
    if (Object.hasOwn(chinese, code)) expect(Object.entries(english).find(([key]) => key === code)?.[1] ?? '').toMatch(/[a-z]{2}/);
  });
  it('has no words for codes that do not exist', () => {
    expect(Object.keys(chinese).filter((code) => code !== 'unknown' && !codes.includes(code))).toEqual([]);
  });
});
