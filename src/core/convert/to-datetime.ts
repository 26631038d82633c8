import { clean, failing, type Conversions } from '#core/convert/conversion.ts';
import { datetime } from '#core/field/datetime.ts';

/** The moment; a day alone is its midnight. */
export const toDatetime: Conversions = ({ words }, to, lookup) => {
  const read = datetime.parse(words, to, lookup);
  return read.ok && read.value !== null ? clean(read.value) : failing;
};
