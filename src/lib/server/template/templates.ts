import basicInfo from '#schemas/templates/basic-info.json' with { type: 'json' };
import customer from '#schemas/templates/customer.json' with { type: 'json' };
import groupCustomer from '#schemas/templates/group-customer.json' with { type: 'json' };
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition } from '#core/definition/definition.ts';

const read = (document: unknown): Definition => {
  const checked = checkDefinition(document);
  if (!checked.ok) throw new Error(`a shipped table is unsound: ${JSON.stringify(checked.problems)}`);
  return checked.value;
};

let known: readonly Definition[] | undefined;

/** The tables that come with the product, the most used first; checked once. */
export const shippedTables = (): readonly Definition[] => (known ??= [customer, groupCustomer, basicInfo].map(read));
