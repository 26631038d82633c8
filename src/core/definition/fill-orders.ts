import { refusedChange, rowsChange, type Change } from '#core/definition/change.ts';
import type { FieldFill, FieldSchema, FieldTypeName, RecordSchema } from '#core/definition/definition.ts';
import { pointer } from '#core/problem.ts';

const written: ReadonlySet<FieldTypeName> = new Set<FieldTypeName>(['text', 'long-text', 'phone', 'email', 'url']);

/** Whether the values of a field are text that can be taken apart. */
export const canSplit = (field: FieldSchema): boolean => written.has(field['x-type']);

/** What a new field takes over from the text of a published one; refused where there is no such text. */
export const fillOrders = (live: RecordSchema, field: FieldSchema, path: string): readonly Change[] => {
  const fill = field['x-fill'];
  if (fill === undefined) return [];
  const at = path + pointer('x-fill');
  const source = Object.hasOwn(live.properties, fill.from) ? live.properties[fill.from] : undefined;
  if (!source) return [refusedChange('fill-source', at, { field, from: fill.from })];
  if (!canSplit(source)) return [refusedChange('fill-source-type', at, { field, from: source })];
  return [rowsChange('field-filled', at, { field, from: source })];
};

/** Whether two orders cut the same text at the same places. */
export const cutsAlike = (one: FieldFill, other: FieldFill): boolean =>
  'by' in one && 'by' in other && one.from === other.from && one.by === other.by;
