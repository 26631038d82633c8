import { lineName } from '#core/compile/cell-line.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Role, Values } from '#core/definition/definition.ts';
import { projectDefinition } from '#core/permission/project-definition.ts';

const projected = new WeakMap<CompiledTable, Map<Role, CompiledTable>>();

/** The table as a role may know it, compiled once per revision and role; the same object where nothing is kept from it. */
export const projectTable = (table: CompiledTable, role: Role): CompiledTable => {
  const byRole = projected.get(table) ?? new Map<Role, CompiledTable>();
  projected.set(table, byRole);
  const known = byRole.get(role);
  if (known) return known;
  const definition = projectDefinition(table.definition, role);
  const made = definition === table.definition ? table : compileTable(definition, table.revision, table.lines);
  byRole.set(role, made);
  return made;
};

interface Projectable {
  readonly values: Values;
  readonly differs: readonly string[];
  readonly kept: Values;
}

/** A row without the fields that a projected table does not know. */
export const projectRecord = <Row extends Projectable>(record: Row, seen: CompiledTable): Row => {
  const lines = new Set(
    seen.fields.flatMap(({ key, line, kept }) => [lineName(key, line), ...kept.map((other) => lineName(key, other.line))]),
  );
  return {
    ...record,
    values: Object.fromEntries(Object.entries(record.values).filter(([key]) => seen.field(key) !== undefined)),
    differs: record.differs.filter((name) => lines.has(name)),
    kept: Object.fromEntries(Object.entries(record.kept).filter(([name]) => lines.has(name))),
  };
};
