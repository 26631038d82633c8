import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Condition } from '#core/condition/condition.ts';
import { checkCondition } from '#core/condition/check-condition.ts';
import { findField } from '#core/condition/condition-field.ts';
import type { Reminder, View } from '#core/definition/definition.ts';
import { fieldConditions } from '#core/definition/field-condition.ts';
import type { DefinitionParts, Placed } from '#core/definition/definition-parts.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';

/** Whether a key names a field; a field that is broken itself is known all the same, its own faults are listed already. */
type Knows = (key: string) => boolean;

const unknown = (key: string, path: string): Problem => problem('no-such-field', path, { key });

/** Layout, views, required, reminders and access speak of fields that exist, each in the way it may. */
export const checkReferences = (parts: DefinitionParts, table: CompiledTable): readonly Problem[] => {
  const known: Knows = (key) => parts.keys.has(key) || findField(table, key) !== undefined;
  return [
    ...parts.required.flatMap(({ part, path }) => (parts.keys.has(part) ? [] : [unknown(part, path)])),
    ...checkSections(parts),
    ...twice(parts.views, 'view'),
    ...parts.views.flatMap((view) => checkView(view, known, table)),
    ...twice(parts.reminders, 'reminder'),
    ...parts.reminders.flatMap(({ part, path }) => [...checkWho(part.who ?? [], path, parts), ...checkRuleFields(part, path, known)]),
    ...checkOwner(parts),
  ];
};

const twice = (items: readonly Placed<{ readonly key: string }>[], what: string): readonly Problem[] =>
  items.flatMap(({ part, path }, index) =>
    items.findIndex((other) => other.part.key === part.key) < index
      ? [problem('key-twice', path + pointer('key'), { key: part.key, what })]
      : [],
  );

const checkSections = ({ sections, keys, fields }: DefinitionParts): readonly Problem[] => {
  const seen = new Set<string>();
  const placed = sections.flatMap(({ part, path }) =>
    part.fields.flatMap((key, index) => {
      const at = path + pointer('fields', index);
      if (!keys.has(key)) return [unknown(key, at)];
      const again = seen.has(key);
      seen.add(key);
      return again ? [problem('field-placed-twice', at, { field: fields.get(key) ?? key })] : [];
    }),
  );
  return [...twice(sections, 'section'), ...placed];
};

const sortKey = (word: string): string => word.replace(/^-/, '');

const checkView = ({ part, path }: Placed<View>, known: Knows, table: CompiledTable): readonly Problem[] => {
  const named = (keyword: 'columns' | 'sort' | 'group') =>
    (part[keyword] ?? []).flatMap((word, index) => {
      const key = keyword === 'sort' ? sortKey(word) : word;
      return known(key) ? [] : [unknown(key, path + pointer(keyword, index))];
    });
  const groups = (part.group ?? []).flatMap((key, index) => {
    const name = table.field(key)?.type.name;
    const cannot = key.startsWith('$') || name === 'multi-choice' || name === 'long-text';
    return cannot ? [problem('group-field', path + pointer('group', index), { field: table.field(key)?.schema ?? key })] : [];
  });
  const frozen = part.frozen ?? 0;
  return [
    ...named('columns'),
    ...named('sort'),
    ...named('group'),
    ...groups,
    ...(frozen > part.columns.length ? [problem('frozen-beyond', path + pointer('frozen'), { frozen, count: part.columns.length })] : []),
  ];
};

const offices = new Set(['owner', 'manager', 'admin']);

const checkWho = (who: readonly string[], path: string, { fields }: DefinitionParts): readonly Problem[] =>
  who.flatMap((word, index) =>
    offices.has(word) || fields.get(word)?.['x-type'] === 'member'
      ? []
      : [problem('no-such-person', path + pointer('who', index), { key: word })],
  );

/** A date rule names the field of the day, a deadline those whose change begins and ends it. */
const checkRuleFields = (reminder: Reminder, path: string, known: Knows): readonly Problem[] =>
  ['date', 'after', 'until'].flatMap((word) => {
    const named = reminder[word];
    const key = typeof named === 'object' && named !== null && 'field' in named ? named.field : undefined;
    return typeof key !== 'string' || key === '' || known(key) ? [] : [unknown(key, path + pointer(word, 'field'))];
  });

const checkOwner = ({ access, keys, fields }: DefinitionParts): readonly Problem[] => {
  const key = access.owner;
  if (key === undefined) return [];
  if (!keys.has(key)) return [unknown(key, '/access/owner')];
  const field = fields.get(key);
  return field && field['x-type'] !== 'member' ? [problem('owner-not-member', '/access/owner', { field })] : [];
};

/** Every condition of a definition with its place. */
export const conditionsOf = ({
  fields,
  views,
  reminders,
}: Pick<DefinitionParts, 'fields' | 'views' | 'reminders'>): readonly Placed<Condition>[] => [
  ...[...fields].flatMap(([key, field]) =>
    fieldConditions(field).map(({ part, path }) => ({ part, path: pointer('record', 'properties', key) + path })),
  ),
  ...views.flatMap(({ part, path }) => [
    ...(part.filter === undefined ? [] : [{ part: part.filter, path: path + pointer('filter') }]),
    ...(part.colors ?? []).map(({ when }, index) => ({ part: when, path: path + pointer('colors', index, 'when') })),
  ]),
  ...reminders.flatMap(({ part, path }) => (part.when === undefined ? [] : [{ part: part.when, path: path + pointer('when') }])),
];

/** Faults of all conditions; a leaf on a field that is broken itself is no fault of the condition. */
export const checkConditions = (parts: DefinitionParts, table: CompiledTable): readonly Problem[] =>
  conditionsOf(parts)
    .flatMap(({ part, path }) => checkCondition(part, table, path))
    .filter((fault) => fault.code !== 'condition-field' || !parts.keys.has(String(fault.params['field'])));
