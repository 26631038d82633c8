import type { FieldSchema } from '#core/definition/definition.ts';

/** What every entry of a field's properties is given. */
export interface PropertyProps {
  /** Key of the field. */
  readonly of: string;
  readonly schema: FieldSchema;
}
