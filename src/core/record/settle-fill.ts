import type { CompiledField } from '#core/compile/compiled-table.ts';
import { lineKind } from '#core/compile/cell-line.ts';
import { clean, failing, lossy, type Conversion, type Converting } from '#core/convert/conversion.ts';
import { convertValue } from '#core/convert/convert-value.ts';
import { takePart } from '#core/convert/split-text.ts';
import type { FieldFill, FieldSchema, Value } from '#core/definition/definition.ts';
import { fieldTypes } from '#core/field/registry.ts';

/** The order for a field's first values, as one publish carries it out. */
export interface Filling {
  readonly order: FieldFill;
  /** The field whose text is taken apart, as rows are read. */
  readonly source: CompiledField;
  /** No other order takes what stands behind this part, so text that is left over is told. */
  readonly last: boolean;
}

const plainText: FieldSchema = { title: '', type: 'string', 'x-type': 'text' };

/** What an order makes of one text: lossy where more stands behind the part, failing where the text has no such part or it cannot be read. */
export const settleFill = (
  text: Value,
  { filling, to }: { readonly filling: Filling; readonly to: FieldSchema },
  converting: Converting,
): Conversion => {
  if (typeof text !== 'string' || text.trim() === '') return clean(null);
  const { mappings } = converting;
  const mapped = mappings !== undefined && Object.hasOwn(mappings, text) ? mappings[text] : undefined;
  if (mapped?.trim() === '') return clean(null);
  const meant = mapped === undefined ? failing : readWords(mapped, to, converting);
  if (meant.kind === 'clean') return meant;
  const { words, more } = takePart(text, filling.order);
  if (words === '') return failing;
  const made = readWords(words, to, converting);
  return made.kind === 'clean' && more && filling.last ? lossy(made.value) : made;
};

/** As somebody typing it would be read: a phone loses its full width, a date its Chinese signs. */
const readWords = (words: string, to: FieldSchema, { lookup }: Converting): Conversion => {
  if (lineKind(to) !== 'text') return convertValue(words, { from: plainText, to }, { lookup });
  const read = fieldTypes[to['x-type']].parse(words, to, lookup);
  return read.ok && read.value !== null ? clean(read.value) : failing;
};
