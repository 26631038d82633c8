import type { Asker } from '#core/condition/condition.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import type { ConversionKind } from '#core/convert/conversion.ts';

/** Where rows are classified: the moment, the people, the manager's own readings by field key. */
export interface ClassifyScene {
  readonly lookup: Lookup;
  readonly asker: Asker;
  readonly mappings?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
}

/** What a new revision makes of one field of one row. `before` in the live revision's form, `after` in the new one's. */
export interface FieldOutcome {
  readonly key: string;
  readonly kind: ConversionKind;
  readonly before: Value;
  readonly after: Value;
}

/** Of one row; its kind is the worst of its fields. */
export interface RowOutcome {
  readonly id: string;
  readonly version: number;
  readonly kind: ConversionKind;
  readonly fields: readonly FieldOutcome[];
  /** The row as the new revision will show it. */
  readonly values: Values;
}
