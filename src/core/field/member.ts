import type { FieldType } from '#core/field/contract.ts';
import { textFromColumn, textToColumn } from '#core/field/text-rules.ts';
import { ok, problem, refused } from '#core/problem.ts';

/** A person by id, shown by name; `张伟 <mail>` where names are equal. */
export const member: FieldType = {
  name: 'member',
  json: 'string',
  storage: 'text',
  ordering: 'person',
  keywords: ['x-default'],
  operators: ['is', 'is-not', 'any-of', 'me', 'my-team', 'empty', 'filled'],
  searchable: false,
  schema: () => ({ minLength: 1, maxLength: 40 }),
  clean: (value) => value,
  parse: (source, _field, lookup) => {
    const text = source.trim();
    if (text === '') return ok(null);
    const named = lookup.peopleNamed(text);
    const [only, another] = named;
    if (only && !another) return ok(only.id);
    return refused(another ? problem('person-ambiguous', '', { text }) : problem('person-unknown', '', { text }));
  },
  format: (value, _field, lookup) => {
    const person = typeof value === 'string' ? lookup.person(value) : undefined;
    if (!person) return '';
    return lookup.peopleNamed(person.name).length > 1 ? `${person.name} <${person.email}>` : person.name;
  },
  judge: (value, _field, lookup) =>
    typeof value === 'string' && !lookup.person(value) ? [problem('person-unknown', '', { text: value })] : [],
  toColumn: textToColumn,
  fromColumn: textFromColumn,
};
