import type { Snippet } from 'svelte';
import type { CompiledField } from '#core/compile/compiled-table.ts';

/** What a form takes that is drawn next to another one of the same table, to be compared. */
export interface BesideForm {
  /** Before every id, so that the two forms of a page have none in common; `<prefix>title` names the form. */
  readonly prefix: string;
  readonly hides: (field: CompiledField) => boolean;
  /** Drawn above a field. */
  readonly mark: Snippet<[CompiledField]>;
}
