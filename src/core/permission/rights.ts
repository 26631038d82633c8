import type { Definition, Level, Role, RoleRights } from '#core/definition/definition.ts';

/** What one person may do in one table. Levels: own rows, the team's, all, none. */
export interface Rights {
  readonly read: Level;
  readonly create: boolean;
  readonly update: Level;
  readonly delete: Level;
  readonly export: Level;
  readonly import: boolean;
}

export interface Actor {
  readonly id: string;
  readonly role: Role;
  readonly team: string;
}

/** Staff their own, managers what `access.manager` says, administrators all; `access.roles` may say otherwise. */
export const rightsOf = (actor: Actor, definition: Definition): Rights => {
  const managed: Level = definition.access.manager ?? 'all';
  const defaults: Record<Role, Rights> = {
    staff: { read: 'own', create: true, update: 'own', delete: 'none', export: 'own', import: false },
    manager: { read: managed, create: true, update: managed, delete: managed, export: managed, import: true },
    admin: { read: 'all', create: true, update: 'all', delete: 'all', export: 'all', import: true },
  };
  const said: RoleRights = definition.access.roles?.[actor.role] ?? {};
  return { ...defaults[actor.role], ...said };
};

export type Action = 'read' | 'update' | 'delete' | 'export';

/** The rows an action reaches: everybody's, those of some owners, or none. */
export type Scope = { readonly kind: 'all' } | { readonly kind: 'owners'; readonly owners: readonly string[] };

/** `team`: ids of everybody in the actor's team now, the actor included. */
export const scopeOf = (actor: Actor, level: Level, team: readonly string[]): Scope => {
  if (level === 'all') return { kind: 'all' };
  if (level === 'team') return { kind: 'owners', owners: [...new Set([actor.id, ...team])] };
  return { kind: 'owners', owners: level === 'own' ? [actor.id] : [] };
};

/** The part of `first` that `second` reaches too. */
export const narrower = (first: Scope, second: Scope): Scope => {
  if (first.kind === 'all') return second;
  if (second.kind === 'all') return first;
  return { kind: 'owners', owners: first.owners.filter((owner) => second.owners.includes(owner)) };
};

export const reaches = (scope: Scope, owner: string): boolean => scope.kind === 'all' || scope.owners.includes(owner);

/** Structure, people and the bin of tables are the administrator's; managers make tables and see people. */
export const canManageTables = (actor: Actor): boolean => actor.role === 'admin' || actor.role === 'manager';
export const canManagePeople = (actor: Actor): boolean => actor.role === 'admin';
