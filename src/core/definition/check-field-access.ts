import type { FieldSchema, Role } from '#core/definition/definition.ts';
import type { DefinitionParts } from '#core/definition/definition-parts.ts';
import { mayEdit, maySee } from '#core/permission/field-access.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';

const roles: readonly Role[] = ['staff', 'manager', 'admin'];

/** A field kept from a role must not stand in its way: what a new record needs can be given by whoever may make one, and whose a row is, is known to all. */
export const checkFieldAccess = (parts: DefinitionParts): readonly Problem[] => {
  const needed = new Set(parts.required.map(({ part }) => part));
  return [...parts.fields].flatMap(([key, field]) => {
    const at = (keyword: 'read' | 'update') => pointer('record', 'properties', key, 'x-access', keyword);
    const isOwner = parts.access.owner === key;
    return [
      ...(isOwner && roles.some((role) => !maySee(field, role)) ? [problem('access-owner', at('read'), { field })] : []),
      ...(needed.has(key) && !fillsItself(field) ? stuckRoles(parts, field) : []).map((role) =>
        problem('access-required', at(maySee(field, role) ? 'update' : 'read'), { field, role }),
      ),
    ];
  });
};

const fillsItself = (field: FieldSchema): boolean =>
  field.readOnly === true || field.default !== undefined || field['x-default'] !== undefined;

/** Roles that may make rows and could not fill the field. */
const stuckRoles = ({ access }: DefinitionParts, field: FieldSchema): readonly Role[] =>
  roles.filter((role) => access.roles?.[role]?.create !== false && !mayEdit(field, role));
