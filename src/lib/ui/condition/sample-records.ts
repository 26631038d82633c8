import type { Values } from '#core/definition/definition.ts';

/** A record to try a condition on. */
export interface SampleRecord {
  readonly id: string;
  readonly revision: number;
  readonly created: string;
  readonly updated: string;
  readonly values: Values;
}

const most = 100;

/** The newest records of a table that one may see; undefined where they could not be read. */
export const readSamples = async (table: string): Promise<readonly SampleRecord[] | undefined> => {
  try {
    const response = await fetch(`/api/v1/tables/${table}/records?limit=${most}&sort=-$updated`);
    if (!response.ok) return undefined;
    const { records }: { readonly records: readonly SampleRecord[] } = await response.json();
    return records;
  } catch {
    return undefined; // no network: values can be filled in
  }
};
