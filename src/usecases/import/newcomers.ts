import type { Lookup, Person } from '#core/field/contract.ts';
import type { NewcomerName } from '#usecases/import/import-store.ts';
import { checkName } from '#usecases/person/person-rules.ts';

/** Knows the firm's people, and in a new table everybody its workbook names. */
export const newcomerLookup = (lookup: Lookup, fresh: boolean, newId: () => string) => {
  const newcomers = new Map<string, Person>();
  const byId = new Map<string, Person>();
  const named = (text: string): readonly Person[] => {
    const known = lookup.peopleNamed(text);
    if (known.length > 0 || !fresh || checkName(text).length > 0) return known;
    const newcomer = newcomers.get(text) ?? { id: newId(), name: text, email: '', team: '' };
    newcomers.set(text, newcomer);
    byId.set(newcomer.id, newcomer);
    return [newcomer];
  };
  return {
    lookup: { ...lookup, peopleNamed: named, person: (id: string) => lookup.person(id) ?? byId.get(id) },
    people: (): readonly NewcomerName[] => [...newcomers.values()].map(({ id, name }) => ({ id, name })),
  };
};
