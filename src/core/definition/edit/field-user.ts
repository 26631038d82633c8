import { fieldsUsed } from '#core/condition/check-condition.ts';
import type { Condition } from '#core/condition/condition.ts';
import type { Definition } from '#core/definition/definition.ts';
import { conditionPlaces } from '#core/definition/edit/condition-place.ts';
import { fieldOf } from '#core/definition/edit/change-part.ts';
import { eachNamedOnce, type Titled } from '#core/naming.ts';
import { pointer, problem, refused, type Result } from '#core/problem.ts';

/** What speaks of a field and would break without it. Columns and sorts of views are no users: they follow. */
export interface FieldUser {
  readonly path: string;
  readonly title: Titled;
  readonly condition?: Condition;
}

const speaksOf = (part: unknown, key: string): boolean =>
  typeof part === 'object' &&
  part !== null &&
  Object.entries(part).some(([word, inner]) => (word === 'field' && inner === key) || speaksOf(inner, key));

/** The users of a field, or of the 其他 text beside it; its own conditions are none. */
export const fieldUsers = (definition: Definition, key: string): readonly FieldUser[] => {
  const keys = [key, `${key}_other`].filter((own) => own === key || fieldOf(definition, own) === undefined);
  const reads = (condition: Condition) => fieldsUsed(condition).some((used) => keys.includes(used));
  return [
    ...conditionPlaces(definition).filter((place) => place.field !== key && reads(place.condition)),
    ...definition.reminders.flatMap((reminder, index) => {
      const named = reminder.who?.includes(key) === true || speaksOf({ ...reminder, when: undefined }, key);
      return named ? [{ path: pointer('reminders', index), title: reminder }] : [];
    }),
    ...(definition.access.owner === key ? [{ path: '/access/owner', title: { title: 'access' } }] : []),
  ];
};

/** Refuses because of these users, each named once. */
export const inUse = (definition: Definition, key: string, users: readonly FieldUser[]): Result<never> => {
  const field = fieldOf(definition, key) ?? key;
  const at = pointer('record', 'properties', key);
  const named = users.filter((user) => user.path !== '/access/owner');
  return refused(
    ...(named.length < users.length ? [problem('field-is-owner', at, { field })] : []),
    ...(named.length > 0
      ? [
          problem('field-in-use', at, {
            field,
            users: eachNamedOnce(named.map((user) => user.title)),
            paths: named.map((user) => user.path),
          }),
        ]
      : []),
  );
};
