import type { KeptLine, LineBook } from '#core/compile/cell-line.ts';
import type { Condition } from '#core/condition/condition.ts';
import type { ConditionField, FieldSource } from '#core/condition/condition-field.ts';
import type { Definition } from '#core/definition/definition.ts';

/** A field as one revision sees it. Its cell line (definition.md, Keys and columns) names the column. */
export interface CompiledField extends ConditionField {
  readonly line: number;
  /** Lines this revision does not show, kept in step by every write that sets the field. */
  readonly kept: readonly KeptLine[];
  /** Column of the pinyin sort key, '' where the type orders otherwise. */
  readonly sortColumn: string;
  /** Place of the value in the array a row is read as. */
  readonly position: number;
  readonly required: boolean;
  readonly show: Condition | undefined;
  readonly require: Condition | undefined;
  /** Key of the choice whose 其他 text this is. */
  readonly otherOf: string | undefined;
}

/** One revision of one table, ready for reading and writing rows. */
export interface CompiledTable extends FieldSource {
  readonly key: string;
  /** PocketBase collection of the rows. */
  readonly collection: string;
  readonly searchTable: string;
  readonly optionTable: string;
  readonly revision: number;
  readonly definition: Definition;
  /** In layout order; fields in no section come last. */
  readonly fields: readonly CompiledField[];
  readonly serials: readonly CompiledField[];
  /** As it was compiled with; says the lines of removed fields too. */
  readonly lines: LineBook;
  /** Whether any field has ever had a second line; only then rows have marks and kept values, and only then these are read. */
  readonly keepsLines: boolean;
  /** Column that makes a row one's own. */
  readonly ownerColumn: string;
  readonly ownerField: CompiledField | undefined;
  field(key: string): CompiledField | undefined;
}
