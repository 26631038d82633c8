import { clean, failing, type Conversions } from '#core/convert/conversion.ts';
import { fieldTypes } from '#core/field/registry.ts';

/** Any value as the words it is shown by. */
export const toText: Conversions = ({ words }, to, lookup) => {
  const read = fieldTypes[to['x-type']].parse(words, to, lookup);
  return read.ok && read.value !== null ? clean(read.value) : failing;
};
