import type { Role } from '#core/definition/definition.ts';
import type { Person } from '#core/field/contract.ts';

export type PersonState = 'active' | 'invited' | 'unlinked' | 'inactive';

/** Somebody of the firm. `unlinked`: a name from a workbook without sign-in. */
export interface Member extends Person {
  readonly nameSort: string;
  readonly role: Role;
  readonly state: PersonState;
  readonly language: 'zh-CN' | 'en';
}

export interface Team {
  readonly id: string;
  readonly name: string;
}

/** Everybody of the firm, in memory: small, and asked at every request. `reload` after each change. */
export interface Directory {
  people(): readonly Member[];
  teams(): readonly Team[];
  person(id: string): Member | undefined;
  /** By exact name, `name <mail>` or mail. */
  named(text: string): readonly Member[];
  /** Ids of everybody in a team; nobody for ''. */
  teamOf(team: string): readonly string[];
  reload(): Promise<void>;
}
