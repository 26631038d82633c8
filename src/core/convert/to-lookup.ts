import { clean, failing, type Conversions } from '#core/convert/conversion.ts';
import { fieldTypes } from '#core/field/registry.ts';

/** What is found by its words: people, regions, yes and no. Unknown and ambiguous words are not read. */
export const toLookup: Conversions = ({ value, words }, to, lookup) => {
  const spelled = typeof value === 'number' ? String(value) : words;
  const read = fieldTypes[to['x-type']].parse(spelled, to, lookup);
  return read.ok && read.value !== null ? clean(read.value) : failing;
};
