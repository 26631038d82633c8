import type { Role } from '#core/definition/definition.ts';

/** What the frame around every page shows. */
export interface FrameFacts {
  readonly firm: string;
  readonly me: { readonly id: string; readonly name: string; readonly email: string; readonly role: Role };
  /** The tables the person may read, in order; titles in the language of the page. */
  readonly tables: readonly { readonly key: string; readonly title: string }[];
  /** Which pages of 管理 the person may open. */
  readonly may: { readonly makeTables: boolean; readonly managePeople: boolean; readonly seeBin: boolean };
}
