import { otherKey } from '#core/compile/compile-table.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Definition, FieldSchema, Role } from '#core/definition/definition.ts';

/** Whether a role sees the values of a field of the rows it sees. */
export const maySee = ({ 'x-access': access }: FieldSchema, role: Role): boolean => access?.read?.includes(role) ?? true;

/** Whether a role may give and change them; nobody changes what they do not see. */
export const mayEdit = (field: FieldSchema, role: Role): boolean =>
  maySee(field, role) && (field['x-access']?.update?.includes(role) ?? true);

/**
 * Keys of the fields kept from a role, removed ones and texts of 其他 too. The field that makes a row one's own is seen by everybody:
 * it decides who sees the row.
 */
export const hiddenKeys = ({ record, access }: Definition, role: Role): ReadonlySet<string> =>
  new Set(
    [...Object.entries(record['x-removed'] ?? {}), ...Object.entries(record.properties)]
      .filter(([key, field]) => !maySee(field, role) && key !== access.owner)
      .flatMap(([key, field]) => (field['x-other'] === true ? [key, otherKey(key)] : [key])),
  );

/** Whether a role may change a field of a table; the text of 其他 goes with its choice. */
export const mayEditField = (table: CompiledTable, key: string, role: Role): boolean => {
  const field = table.field(key);
  const own = field?.otherOf === undefined ? field : table.field(field.otherOf);
  return own !== undefined && (own.key === table.definition.access.owner ? editsOwner(own.schema, role) : mayEdit(own.schema, role));
};

const editsOwner = (field: FieldSchema, role: Role): boolean => field['x-access']?.update?.includes(role) ?? true;
