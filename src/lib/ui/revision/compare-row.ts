import type { Definition, Values } from '#core/definition/definition.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { ask, type Answer } from '#ui/import/ask.ts';
import type { Mappings } from './revision-facts.ts';

/** One row under both revisions, as usecases/revision/preview-row tells it. */
export interface RowPreview {
  readonly before: Values;
  readonly after: Values;
  readonly kinds: Readonly<Record<string, 'lossy' | 'failing'>>;
}

export interface Compared {
  readonly table: string;
  readonly definition: Definition;
  readonly mappings: Mappings;
}

export const askPreview = ({ table, definition, mappings }: Compared, id: string): Promise<Answer<RowPreview>> =>
  ask(`/t/${table}/publish/row`, { method: 'POST', body: { id, definition, mappings } });

/** Values as a form takes them. */
export const recordWith = (id: string, values: Values): StoredRecord => ({
  id,
  version: 1,
  revision: 0,
  created: '',
  createdBy: '',
  updated: '',
  updatedBy: '',
  deleted: '',
  owner: '',
  values,
  differs: [],
  kept: {},
});
