import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '#core/definition/check-definition.ts';
import { definitionCodes } from '#core/definition/definition-codes.ts';

interface Broken {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  readonly problems: readonly { readonly code: string; readonly path: string }[];
}

const folder = new URL('broken/', import.meta.url);
const names = readdirSync(folder).map((name) => name.replace('.json', ''));
const readText = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const read = (name: string): Broken => JSON.parse(readText(`broken/${name}.json`));
const good = (): unknown => JSON.parse(readText('good.json'));

/** Sets or removes the part a JSON Pointer names; `__proto__` becomes a key of its own, as JSON.parse makes it. */
const patch = (document: unknown, path: string, value: unknown): void => {
  const steps = path.split('/').slice(1);
  const last = steps.pop() ?? '';
  let at = document;
  for (const step of steps) at = Reflect.get(Object(at), step);
  if (value === undefined) Reflect.deleteProperty(Object(at), last);
  else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
};

const key = ({ code, path }: { readonly code: string; readonly path: string }): string => `${path} ${code}`;

describe('a broken definition', () => {
  it('starts from a good one', () => {
    const result = checkDefinition(good());
    expect(result.ok ? [] : result.problems).toEqual([]);
  });

  it.each(names)('%s', (name) => {
    const { set = {}, remove = [], problems } = read(name);
    const document = good();
    for (const [path, value] of Object.entries(set)) patch(document, path, value);
    for (const path of remove) patch(document, path, undefined);
    const result = checkDefinition(document);
    expect((result.ok ? [] : result.problems).map(key).sort()).toEqual(problems.map(key).sort());
  });

  it('shows every code there is', () => {
    const shown = new Set(names.flatMap((name) => read(name).problems.map((problem) => problem.code)));
    const elsewhere = ['definition-too-deep', 'definition-too-big', 'too-many-fields'];
    expect([...shown, ...elsewhere].sort()).toEqual([...definitionCodes].sort());
  });
});

describe('a hostile definition is answered, not walked to the end', () => {
  const text = { title: '文本', type: 'string', 'x-type': 'text' };
  const table = (properties: unknown, rest = {}) => ({ biaoli: 1, key: 'a', title: '甲', record: { type: 'object', properties }, ...rest });
  const codesOf = (input: unknown): readonly string[] => {
    const result = checkDefinition(input);
    return result.ok ? [] : [...new Set(result.problems.map((problem) => problem.code))];
  };
  const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));

  it.each([null, undefined, 1, 'x', [], () => 1])('no document: %s', (input) => expect(codesOf(input)).toEqual(['definition-type']));

  it('100,000 levels', () => {
    let condition: unknown = { field: 'a', op: 'filled' };
    for (let at = 0; at < 100_000; at += 1) condition = { not: condition };
    expect(codesOf(table({ a: { ...text, 'x-show': condition } }))).toEqual(['definition-too-deep']);
  });

  it('a document that holds itself', () => {
    const input: Record<string, unknown> = table({ a: text });
    input['layout'] = [input];
    expect(codesOf(input)).toEqual(['definition-too-deep']);
  });

  it('1,000 fields', () => {
    expect(codesOf(table(Object.fromEntries(many(1000, (at) => [`f${at}`, text]))))).toEqual(['too-many-fields']);
  });

  it('10,000 leaves, right ones and wrong ones', () => {
    const view = (leaf: unknown) => ({ views: [{ key: 'v', title: '视图', columns: ['a'], filter: { all: many(10_000, () => leaf) } }] });
    expect(codesOf(table({ a: text }, view({ field: 'a', op: 'filled' })))).toEqual(['condition-too-large']);
    expect(codesOf(table({ a: text }, view({ wrong: 1 })))).toEqual(['condition-too-large']);
  });

  it('half a million parts', () => {
    expect(codesOf(table({ a: { ...text, 'x-foreign': many(500_000, () => 0) } }))).toEqual(['definition-too-big']);
  });
});

describe('patterns', () => {
  const codesOf = (pattern: string): readonly string[] => {
    const result = checkDefinition({
      biaoli: 1,
      key: 'a',
      title: '甲',
      record: { type: 'object', properties: { a: { title: '文本', type: 'string', 'x-type': 'text', pattern } } },
    });
    return result.ok ? [] : result.problems.map((problem) => problem.code);
  };
  it.each([
    '^[\\u4e00-\\u9fa5]{2,4}$',
    '^(?:[A-Z]{2}|\\d{3})+$',
    '^\\d{15}(?:\\d{2}[\\dX])?$',
    '^[^\\s@]+@[^\\s@]+$',
    '^(?:\\d{3}-){2}\\d+$',
  ])('%s is fine', (pattern) => expect(codesOf(pattern)).toEqual([]));
  it.each(['^(a+)+$', '(a|a)*b', '(?:.*,){20}x', '(\\d|\\w)+$', '(x{99}){99}*', '((a*)b?)*c', '(?=a)', '(a)\\1', '(x{999}){999}'])(
    '%s is not',
    (pattern) => expect(codesOf(pattern)[0]).toMatch(/^pattern-(?:unsafe|broken)$/),
  );
});
