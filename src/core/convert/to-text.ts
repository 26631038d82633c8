import { clean, failing, type Conversions } from '#core/convert/conversion.ts';
import { fieldTypes } from '#core/field/registry.ts';

/** Any value as the words it is shown by, untouched: what helps a person typing an address would make https://0.50 of an amount. */
export const toText: Conversions = ({ words }, to, lookup) => {
  const read = fieldTypes[to['x-type'] === 'long-text' ? 'long-text' : 'text'].parse(words, to, lookup);
  return read.ok && read.value !== null ? clean(read.value) : failing;
};
