import { hiddenKeys } from '#core/permission/field-access.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

type Bag = Readonly<Record<string, unknown>>;
const isBag = (part: unknown): part is Bag => typeof part === 'object' && part !== null && !Array.isArray(part);

/** A plan or the report of a job without the values of fields kept from whoever reads it: their counts stay, their samples do not. */
export const hideSamples = (access: TableAccess, told: Bag): Bag => {
  const hidden = hiddenKeys(access.whole.definition, access.caller.role);
  return hidden.size === 0 ? told : withoutSamples(told, hidden);
};

const withoutSamples = (part: Bag, hidden: ReadonlySet<string>): Bag => {
  const { fields, report } = part;
  return {
    ...part,
    ...(Array.isArray(fields) ? { fields: fields.map((field: unknown) => withoutValues(field, hidden)) } : {}),
    ...(isBag(report) ? { report: withoutSamples(report, hidden) } : {}),
  };
};

const withoutValues = (field: unknown, hidden: ReadonlySet<string>): unknown => {
  if (!isBag(field)) return field;
  const { key, fill } = field;
  const sources = [key, isBag(fill) ? fill['from'] : undefined];
  return sources.some((name) => typeof name === 'string' && hidden.has(name)) ? { ...field, samples: [], unread: [] } : field;
};
