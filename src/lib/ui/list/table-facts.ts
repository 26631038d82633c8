import type { Asker } from '#core/condition/condition.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Definition } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import type { Rights } from '#core/permission/rights.ts';
import type { FieldContext, FieldPerson } from '#ui/field/field-context.ts';

/** What the server tells the pages of a table (usecases/view/present-table.ts). */
export interface TableFacts {
  readonly definition: Definition;
  readonly revision: number;
  readonly rights: Rights;
  readonly asker: Asker;
  readonly people: readonly FieldPerson[];
  readonly initials: Readonly<Record<string, string>>;
}

/** The same, compiled: lists and forms of one table share it. */
export interface TableModel extends TableFacts {
  readonly table: CompiledTable;
  readonly title: string;
  readonly context: FieldContext;
  readonly lookup: Lookup;
}
