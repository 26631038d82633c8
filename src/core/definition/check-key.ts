import { otherKey, systemColumns } from '#core/compile/compile-table.ts';
import type { DefinitionParts } from '#core/definition/definition-parts.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';

const reserved: ReadonlySet<string> = new Set([...systemColumns, 'constructor', 'prototype', 'hasownproperty', 'tostring', 'valueof']);

/** Names the database and the doors use themselves. `owner` is free for the one member field that makes a row one's own. */
export const checkFieldKeys = ({ fields, keys, access }: DefinitionParts): readonly Problem[] =>
  [...fields].flatMap(([key, field]) => {
    const at = pointer('record', 'properties', key);
    const isOwner = key === 'owner' && access.owner === key && field['x-type'] === 'member';
    return [
      ...(reserved.has(key) && !isOwner ? [problem('reserved-key', at, { key })] : []),
      ...(field['x-other'] === true && keys.has(otherKey(key))
        ? [problem('other-key-taken', pointer('record', 'properties', otherKey(key)), { key: otherKey(key), field: field.title })]
        : []),
    ];
  });

/** Side tables are named behind the table's key, so no key may end like one of them. */
export const checkTableKey = (input: unknown): readonly Problem[] => {
  const key = typeof input === 'object' && input !== null && 'key' in input ? input.key : undefined;
  return typeof key === 'string' && (/_(?:search|options)$/.test(key) || reserved.has(key))
    ? [problem('reserved-key', '/key', { key })]
    : [];
};
