import type { Condition } from '#core/condition/condition.ts';
import type { ConditionField, FieldSource } from '#core/condition/condition-field.ts';
import type { Definition } from '#core/definition/definition.ts';

/** A field as one revision sees it. Its cell line (definition.md) names the column; a field has one line for now. */
export interface CompiledField extends ConditionField {
  readonly line: 1;
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
  /** Column that makes a row one's own. */
  readonly ownerColumn: string;
  readonly ownerField: CompiledField | undefined;
  field(key: string): CompiledField | undefined;
}
