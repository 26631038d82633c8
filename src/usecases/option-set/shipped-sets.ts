import industry from '#schemas/option-sets/industry.json' with { type: 'json' };
import { checkOptionSet } from '#core/definition/check-option-set.ts';
import type { OptionSet } from '#core/definition/option-set.ts';

const read = (document: Readonly<Record<string, unknown>>): OptionSet => {
  const checked = checkOptionSet(document);
  if (!checked.ok) throw new Error(`a shipped option set is unsound: ${JSON.stringify(checked.problems)}`);
  return checked.value;
};

let known: readonly OptionSet[] | undefined;

/** The option sets that come with the product; read once, never changed. */
export const shippedSets = (): readonly OptionSet[] => (known ??= [industry].map(read));
