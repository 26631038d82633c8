import type { Role } from '#core/definition/definition.ts';
import type { Problem } from '#core/problem.ts';

export type PersonState = 'active' | 'invited' | 'unlinked' | 'inactive';

export interface PersonLine {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Id, '' for none. */
  readonly team: string;
  readonly state: PersonState;
  /** ISO moment, '' for never. */
  readonly seenAt: string;
}

export interface TeamLine {
  readonly id: string;
  readonly name: string;
}

/** A one-time link, shown once. */
export interface ShownLink {
  readonly url: string;
  readonly person: string;
  readonly expires: string;
}

/** What the actions of the page answer. */
export type PeopleForm = {
  readonly problems?: readonly Problem[];
  readonly values?: Readonly<Record<string, string>>;
  readonly link?: ShownLink;
  readonly team?: string;
};

export const roles = ['staff', 'manager', 'admin'] as const satisfies readonly Role[];
