import type { Role } from '#core/definition/definition.ts';

const roles: readonly Role[] = ['staff', 'manager', 'admin'];

/** A role from text of outside; undefined when there is no such role. */
export const roleOf = (text: string): Role | undefined => roles.find((role) => role === text);
