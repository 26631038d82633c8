import { otherKey, systemColumns } from '#core/compile/compile-table.ts';
import type { FieldSchema } from '#core/definition/definition.ts';
import type { DefinitionParts } from '#core/definition/definition-parts.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';

const reserved: ReadonlySet<string> = new Set([...systemColumns, 'constructor', 'prototype', 'hasownproperty', 'tostring', 'valueof']);

/** Names the database and the doors use themselves, and those of removed fields. `owner` is free for the one member field that makes a row one's own. */
export const checkFieldKeys = (parts: DefinitionParts): readonly Problem[] => [
  ...[...parts.fields].flatMap(([key, field]) => checkKey(key, field, { parts, under: 'properties' })),
  ...[...parts.removed].flatMap(([key, field]) => [
    ...checkKey(key, field, { parts, under: 'x-removed' }),
    ...(parts.keys.has(key) ? [problem('key-removed', pointer('record', 'properties', key), { key, field })] : []),
  ]),
];

interface Place {
  readonly parts: DefinitionParts;
  readonly under: 'properties' | 'x-removed';
}

const checkKey = (key: string, field: FieldSchema, { parts: { keys, removed, access }, under }: Place): readonly Problem[] => {
  const isOwner = key === 'owner' && field['x-type'] === 'member' && (under === 'x-removed' || access.owner === key);
  const other = otherKey(key);
  const taken = field['x-other'] === true ? (keys.has(other) ? 'properties' : removed.has(other) ? 'x-removed' : undefined) : undefined;
  return [
    ...(reserved.has(key) && !isOwner ? [problem('reserved-key', pointer('record', under, key), { key })] : []),
    ...(taken === undefined ? [] : [problem('other-key-taken', pointer('record', taken, other), { key: other, field })]),
  ];
};

/** Side tables are named behind the table's key, so no key may end like one of them. */
export const checkTableKey = (input: unknown): readonly Problem[] => {
  const key = typeof input === 'object' && input !== null && 'key' in input ? input.key : undefined;
  return typeof key === 'string' && (/_(?:search|options)$/.test(key) || reserved.has(key))
    ? [problem('reserved-key', '/key', { key })]
    : [];
};
