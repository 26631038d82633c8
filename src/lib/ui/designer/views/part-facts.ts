import type { Definition } from '#core/definition/definition.ts';
import type { Edit } from '#core/definition/edit/edit.ts';
import type { TableModel } from '#ui/list/table-facts.ts';

/** What the tabs beside the form are given: the draft, how to change it, and what is known of the table. */
export interface PartProps {
  readonly definition: Definition;
  /** False when the edit was refused; the page says why. */
  readonly apply: (edit: Edit) => boolean;
  readonly facts: PartFacts;
}

export interface PartFacts {
  /** The draft, compiled. */
  readonly table: TableModel;
  /** What staff fill in now: rows are counted by it. */
  readonly live: Definition;
  /** Rows of the table, out of the bin. */
  readonly rows: number;
  /** Somebody else's draft. */
  readonly readonly: boolean;
}
