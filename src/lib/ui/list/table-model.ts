import { compileTable } from '#core/compile/compile-table.ts';
import type { Lookup } from '#core/field/contract.ts';
import type { Language } from '#messages/language.ts';
import type { RegionNode } from '#ui/field/field-context.ts';
import { titleOf } from '#ui/field/title-of.ts';
import { places } from '#ui/shell/places.ts';
import type { TableFacts, TableModel } from './table-facts.ts';

/** Compiles what the server told, so that browser and server judge and mark by the same code. */
export const tableModel = (facts: TableFacts, language: Language): TableModel => {
  const initials: Record<string, string> = { ...facts.initials };
  const address = `${places.table(facts.definition.key)}/regions.json`;
  return {
    ...facts,
    table: compileTable(facts.definition, facts.revision),
    title: titleOf(facts.definition, language),
    lookup: lookupOf(facts, language),
    context: {
      people: facts.people,
      language,
      today: facts.asker.today,
      zone: facts.asker.zone,
      initials,
      loadRegions: async () => {
        const response = await fetch(address);
        if (!response.ok) throw new Error(`regions: ${response.status}`);
        const { tree, initials: more }: { tree: readonly RegionNode[]; initials: Record<string, string> } = await response.json();
        Object.assign(initials, more);
        return tree;
      },
    },
  };
};

/** The browser knows the people; whether a region exists is the server's to say. */
const lookupOf = ({ people, asker }: TableFacts, language: Language): Lookup => {
  const byId = new Map(people.map((person) => [person.id, { ...person, team: '' }]));
  return {
    person: (id) => byId.get(id),
    peopleNamed: (text) => [...byId.values()].filter(({ name, email }) => name === text || email === text.toLowerCase()),
    regionPath: (code) => [code],
    regionCode: () => undefined,
    zone: asker.zone,
    language,
  };
};
