import type { FieldSchema, Value } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';

/** clean: the new value says the same · lossy: read, but something of it is lost · failing: it cannot be read, the new value is unset. */
export type ConversionKind = 'clean' | 'lossy' | 'failing';

export interface Conversion {
  readonly kind: ConversionKind;
  readonly value: Value;
}

/** The manager's own readings of values, by the words seen: `{ "见名片": "50-99" }`; '' says that they mean nothing. */
export type Readings = Readonly<Record<string, string>>;

export interface Converting {
  readonly lookup: Lookup;
  readonly mappings?: Readings | undefined;
}

/** A value on its way: as it stands, and the words it is shown by in the tables' own language. */
export interface Source {
  readonly value: Value;
  readonly schema: FieldSchema;
  readonly words: string;
}

/** Reads a source into one kind of line. */
export type Conversions = (source: Source, to: FieldSchema, lookup: Lookup) => Conversion;

export const clean = (value: Value): Conversion => ({ kind: 'clean', value });
export const lossy = (value: Value): Conversion => ({ kind: 'lossy', value });
export const failing: Conversion = { kind: 'failing', value: null };
