import type { FieldSchema, Value } from '#core/definition/definition.ts';
import type { FieldContext } from './field-context.ts';

/**
 * What every `<type>/input.svelte` is given. The label of the form carries `for={id}` and `id="{id}-label"`.
 * A text that is not yet a number or a day is reported as it was typed, so that the verdict can say how to mend it.
 */
export interface InputProps {
  readonly field: FieldSchema;
  readonly id: string;
  readonly value: Value;
  readonly onchange: (value: Value) => void;
  readonly invalid: boolean;
  readonly describedby?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly context: FieldContext;
}

/** What every `<type>/cell.svelte` is given. */
export interface CellProps {
  readonly field: FieldSchema;
  readonly value: Value;
  readonly context: FieldContext;
}
