import type { Role } from '#core/definition/definition.ts';
import { sortKey } from '#core/compile/search-text.ts';
import type { Statement } from '#usecases/ports/database.ts';
import type { PersonState } from '#usecases/ports/directory.ts';
import type { World } from '#usecases/ports/world.ts';

export interface NewPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly team: string;
  readonly state: PersonState;
  /** Hash, '' without sign-in. */
  readonly password: string;
}

/** The statement that makes a person; callers reload the directory after their unit. */
export const addPerson = (world: World, person: NewPerson): Statement => {
  const now = new Date(world.now()).toISOString();
  return {
    text: `insert into b_people (id, email, name, name_sort, role, team, state, password, language, created_at, updated_at) values (:id, :email, :name, :sort, :role, :team, :state, :password, 'zh-CN', :now, :now)`,
    params: { ...person, sort: sortKey(person.name, world.pinyin), now },
  };
};
