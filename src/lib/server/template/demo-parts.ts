import words from '#schemas/demo/words.json' with { type: 'json' };
import { roleOf } from '#server/http/role-of.ts';
import { shippedTables } from '#server/template/templates.ts';
import type { DemoParts } from '#usecases/demo/load-demo.ts';

/** Everything the demonstration is made of, with the password its people will have. */
export const demoParts = (note: string, password: string): DemoParts => ({
  tables: shippedTables(),
  words: { ...words, people: words.people.map((person) => ({ ...person, role: roleOf(person.role) ?? 'staff' })) },
  note,
  password,
});
