import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { Asker } from '#core/condition/condition.ts';
import { evaluate, type EvaluationScene, type Facts } from '#core/condition/evaluate.ts';
import { closedAmong } from '#core/condition/option-limits.ts';
import type { Value } from '#core/definition/definition.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import { sameValue } from '#core/record/merge.ts';

interface Scene {
  readonly asker: Asker;
  readonly table: CompiledTable;
}

const sceneOf = ({ asker, table }: Scene): EvaluationScene => ({ asker, source: table });

/** The lock of a field; the text of 其他 is locked with its choice. */
export const lockOf = (field: CompiledField, table: CompiledTable) =>
  (field.otherOf === undefined ? field : table.field(field.otherOf))?.schema['x-lock'];

/** Whether a stored row keeps a field from being changed; a lock is judged on the row as it stands, never on what a change would make of it. */
export const isLocked = (field: CompiledField, before: Facts, scene: Scene): boolean => {
  const lock = lockOf(field, scene.table);
  return lock !== undefined && evaluate(lock, before, sceneOf(scene));
};

/** A changed value of a locked field is refused at every door; the value that stands may be repeated. */
export const lockFaults = (field: CompiledField, { before, now }: { before: Facts; now: Value }, scene: Scene): readonly Problem[] =>
  !sameValue(before.values[field.key] ?? null, now) && isLocked(field, before, scene)
    ? [problem('locked', pointer(field.key), { conditional: true })]
    : [];

/** Options of a new record that may not be used now, each by name. */
export const limitFaults = (field: CompiledField, facts: Facts, scene: Scene): readonly Problem[] =>
  closedAmong(field.schema, facts.values[field.key] ?? null, { facts, scene: sceneOf(scene) }).map((option) =>
    problem('option-not-now', pointer(field.key), { option, id: option.const }),
  );

/**
 * The same for a change: an option that stood before is accepted as it stands, unless it could be used before and the change
 * of another field is what closes it: 省 is changed, and 市 no longer lies in it.
 */
export const changedLimitFaults = (field: CompiledField, states: { before: Facts; after: Facts }, scene: Scene): readonly Problem[] => {
  const faults = limitFaults(field, states.after, scene);
  if (faults.length === 0) return faults;
  const before = { facts: states.before, scene: sceneOf(scene) };
  const kept = new Set(closedAmong(field.schema, states.before.values[field.key] ?? null, before).map((option) => option.const));
  return faults.filter(({ params }) => !kept.has(String(params['id'])));
};
