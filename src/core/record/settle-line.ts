import type { ConversionKind, Converting, Readings } from '#core/convert/conversion.ts';
import { convertValue } from '#core/convert/convert-value.ts';
import type { FieldSchema, Value } from '#core/definition/definition.ts';
import { sameValue } from '#core/record/merge.ts';

/** A line of a field of one row. `stale`: marked, it did not follow the last value written. */
export interface HeldLine {
  readonly schema: FieldSchema;
  readonly value: Value;
  readonly stale: boolean;
}

/** `back`: the readings the other way, by which the line may say the same in other words. */
export interface Settling extends Converting {
  readonly back?: Readings | undefined;
}

export interface SettledLine {
  readonly kind: ConversionKind;
  readonly value: Value;
  readonly stale: boolean;
}

/**
 * What one line of a row shall hold so that it says what another says. Settling twice changes nothing: a value entered on the line itself
 * stands, as does one that says the same in other words (1.2万 beside 12000), and one that was kept when nothing could follow.
 */
export const settleLine = ({ from, to }: { readonly from: HeldLine; readonly to: HeldLine }, converting: Settling): SettledLine => {
  if (from.stale && !to.stale) return { kind: 'clean', value: to.value, stale: false };
  const made = convertValue(from.value, { from: from.schema, to: to.schema }, converting);
  if (made.kind === 'clean') return { kind: 'clean', value: saysSame(from, to, converting) ? to.value : made.value, stale: from.stale };
  const held = to.stale && to.value !== null ? to.value : made.value;
  return { kind: made.kind, value: held, stale: true };
};

const saysSame = (from: HeldLine, to: HeldLine, { lookup, back: mappings }: Settling): boolean => {
  if (to.value === null) return false;
  const back = convertValue(to.value, { from: to.schema, to: from.schema }, { lookup, mappings });
  return back.kind === 'clean' && sameValue(back.value, from.value);
};
