import { expect } from 'vitest';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { readForeignSchema } from '#core/foreign/read-foreign-schema.ts';
import type { Problem } from '#core/problem.ts';
import { testPinyin } from '../../support/pinyin.ts';

export interface Read {
  readonly definition: Definition;
  readonly fields: Readonly<Record<string, FieldSchema>>;
  readonly left: readonly Problem[];
  /** `code path`, sorted. */
  readonly leftAt: readonly string[];
}

const source = (given: { readonly title?: string; readonly fileName?: string }) => ({
  ...given,
  taken: { keys: new Set<string>(), titles: new Set(['未命名表 1']) },
  pinyin: (text: string) => [...text].map((character) => testPinyin(character) || character),
  words: { untitled: '未命名表', section: '基础信息', view: '全部' },
});

/** A schema read into a table, which must pass `checkDefinition`. */
export const readTable = (schema: unknown, given: { readonly title?: string; readonly fileName?: string } = {}): Read => {
  const read = readForeignSchema(schema, source(given));
  if (!read.ok) throw new Error(`refused: ${JSON.stringify(read.problems)}`);
  const { definition, leftOut } = read.value;
  expect(checkDefinition(definition)).toMatchObject({ ok: true });
  return {
    definition,
    fields: definition.record.properties,
    left: leftOut,
    leftAt: leftOut.map(({ code, path }) => `${code} ${path}`).sort(),
  };
};

/** Why a schema becomes no table. */
export const refusedWith = (schema: unknown): readonly string[] => {
  const read = readForeignSchema(schema, source({}));
  return read.ok ? [] : read.problems.map(({ code }) => code);
};

/** The one field of a property called `it`. */
export const readOne = (
  schema: unknown,
  rest: Readonly<Record<string, unknown>> = {},
): { readonly field: FieldSchema | undefined; readonly leftAt: readonly string[] } => {
  const { fields, leftAt } = readTable({ type: 'object', properties: { it: schema, other: { type: 'string' } }, ...rest });
  return { field: fields['it'], leftAt };
};
