import type { Asker } from '#core/condition/condition.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { localDay } from '#core/field/calendar.ts';
import type { Lookup } from '#core/field/contract.ts';
import { narrower, rightsOf, scopeOf, type Action, type Rights, type Scope } from '#core/permission/rights.ts';
import { projectTable } from '#core/permission/project-table.ts';
import type { Judging } from '#core/record/judge.ts';
import type { RowSet } from '#core/query/row-query.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

/** A table as one person meets it now: rights, reach and the facts of the moment. Every use case of rows starts here. */
export interface TableAccess extends TableEntry {
  /** Only the fields the caller may see: whatever reads, lists, filters or tells, uses this one. */
  readonly table: CompiledTable;
  /** Every field: for what is written and for conditions the server judges. Nothing read with it goes out unprojected. */
  readonly whole: CompiledTable;
  readonly caller: Caller;
  readonly rights: Rights;
  readonly asker: Asker;
  readonly lookup: Lookup;
  readonly now: string;
  scope(action: Action): Scope;
}

/** Undefined for a table that is not there, and for one its rights keep from the caller altogether. */
export const openTable = (world: World, caller: Caller, key: string): TableAccess | undefined => {
  const entry = world.tables.live(key);
  const access = entry && accessTo(world, caller, formFor(world, caller, entry));
  if (!access || (access.rights.read === 'none' && !access.rights.create)) return undefined;
  return access;
};

/** The trial revision for those it is tried by, the live one for everybody else. */
const formFor = (world: World, caller: Caller, entry: TableEntry): TableEntry => {
  const { trial } = entry;
  if (!trial || trial.circle.until < localDay(world.now(), world.zone)) return entry;
  const isTried = trial.circle.people.includes(caller.id) || (caller.team !== '' && trial.circle.teams.includes(caller.team));
  return isTried ? { ...entry, table: trial.table, check: trial.check, beside: trial.beside } : entry;
};

export const accessTo = (world: World, caller: Caller, entry: TableEntry): TableAccess => {
  const rights = rightsOf(caller, entry.table.definition);
  const team = world.directory.teamOf(caller.team);
  return {
    ...entry,
    table: projectTable(entry.table, caller.role),
    whole: entry.table,
    caller,
    rights,
    asker: askerOf(world, caller),
    lookup: lookupOf(world, caller.language),
    now: new Date(world.now()).toISOString(),
    scope: (action) => scopeOf(caller, rights[action], team),
  };
};

export const askerOf = (world: World, caller: Caller): Asker => ({
  today: localDay(world.now(), world.zone),
  zone: world.zone,
  me: caller.id,
  team: [...new Set([caller.id, ...world.directory.teamOf(caller.team)])],
});

export const lookupOf = (world: Pick<World, 'directory' | 'regions' | 'zone'>, language: Lookup['language']): Lookup => ({
  person: (id) => world.directory.person(id),
  peopleNamed: (text) => world.directory.named(text),
  regionPath: (code) => world.regions.path(code),
  regionCode: (text) => world.regions.code(text),
  zone: world.zone,
  language,
});

export const judgingOf = (access: TableAccess, givesNumbers = true): Judging => ({
  table: access.whole,
  check: access.check,
  lookup: access.lookup,
  asker: access.asker,
  now: access.now,
  givesNumbers,
});

/** The rows of a table the caller reaches with an action, before any filter; nothing reaches further than reading. */
export const rowsFor = (access: TableAccess, action: Action): RowSet => ({
  scope: narrower(access.scope('read'), access.scope(action)),
  asker: access.asker,
  hidden: access.hidden,
});
