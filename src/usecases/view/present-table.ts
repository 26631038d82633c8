import { initialsOf } from '#core/compile/search-text.ts';
import type { Asker } from '#core/condition/condition.ts';
import type { Definition } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import type { Rights } from '#core/permission/rights.ts';
import type { Member, PersonState } from '#usecases/ports/directory.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

export interface PresentedPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: PersonState;
}

/** What the pages of a table know: its live definition, the caller's rights and reach, the people, and initials for type-to-filter. */
export interface PresentedTable {
  readonly definition: Definition;
  readonly revision: number;
  readonly rights: Rights;
  readonly asker: Asker;
  readonly people: readonly PresentedPerson[];
  /** Pinyin initials by the word shown. */
  readonly initials: Readonly<Record<string, string>>;
}

export const presentTable = (world: World, { table, rights, asker }: TableAccess): PresentedTable => ({
  definition: table.definition,
  revision: table.revision,
  rights,
  asker,
  people: world.directory.people().map(({ id, name, email, state }) => ({ id, name, email, state })),
  initials: { ...definitionInitials(world, table.definition), ...peopleInitials(world, world.directory.people()) },
});

/** Computed once per revision and once per reading of the people. */
const known = new WeakMap<object, Readonly<Record<string, string>>>();

const remembered = (key: object, words: () => readonly string[], world: World): Readonly<Record<string, string>> => {
  const found = known.get(key);
  if (found) return found;
  const made = initialsByWord(words(), world);
  known.set(key, made);
  return made;
};

/** Only words that have a sound: the others are found by themselves. */
export const initialsByWord = (words: readonly string[], world: Pick<World, 'pinyin'>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    words.flatMap((word) => {
      const initials = initialsOf(word, world.pinyin);
      return initials === '' ? [] : [[word, initials]];
    }),
  );

const definitionInitials = (world: World, definition: Definition) =>
  remembered(
    definition,
    () => Object.values(definition.record.properties).flatMap((field) => [field.title, ...optionsOf(field).map((option) => option.title)]),
    world,
  );

const peopleInitials = (world: World, people: readonly Member[]) => remembered(people, () => people.map(({ name }) => name), world);
