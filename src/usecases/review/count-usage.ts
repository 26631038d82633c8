import { fieldsUsed } from '#core/condition/check-condition.ts';
import type { Condition } from '#core/condition/condition.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import type { Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

type Counter = Pick<World, 'usage'>;
type Counted = Pick<TableEntry, 'table'>;

/** Refusals by field and code; one of a field that the table has not is nobody's. */
export const countErrors = ({ usage }: Counter, { table }: Counted, problems: readonly Problem[]): void => {
  for (const { path, code } of problems) {
    const field = path.split('/')[1] ?? '';
    if (table.field(field)) usage.count({ table: table.key, field, kind: `error:${code}` });
  }
};

/** Counts the refusal that a door is about to answer, and hands it on. */
export const countedRefusal = <T>(world: Counter, access: Counted, outcome: Outcome<T>): Outcome<T> => {
  if (!outcome.ok && outcome.refusal.kind === 'refused') countErrors(world, access, outcome.refusal.problems);
  return outcome;
};

export const countFilter = ({ usage }: Counter, { table }: Counted, filter: Condition | undefined): void => {
  if (filter === undefined) return;
  for (const field of new Set(fieldsUsed(filter))) if (table.field(field)) usage.count({ table: table.key, field, kind: 'filter' });
};

/** Exports that name their columns: an export of everything says nothing of a field. */
export const countExport = ({ usage }: Counter, { table }: Counted, fields: readonly string[] | undefined): void => {
  for (const field of new Set(fields)) if (table.field(field)) usage.count({ table: table.key, field, kind: 'export' });
};

/** Upper bounds in seconds of the times that are told apart; longer ones were a form left open. */
export const fillBounds = [10, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1800, 3600] as const;

export const countFill = ({ usage }: Counter, { table }: Counted, seconds: number): void => {
  const bound = fillBounds.find((most) => seconds <= most);
  if (bound !== undefined && seconds > 0) usage.count({ table: table.key, field: '', kind: `fill:${bound}`, amount: Math.round(seconds) });
};

/** Fields in one refusal of a form; whoever sends more plays. */
const mostErrors = 400;

/** Refusals that a form found by itself and told afterwards; unjudged, so that only known fields and codes that look like codes count. */
export const countFormErrors = (world: Counter, access: Counted, errors: readonly unknown[]): void => {
  const problems = errors.slice(0, mostErrors).flatMap((error) => {
    if (typeof error !== 'object' || error === null || !('field' in error) || !('code' in error)) return [];
    const { field, code } = error;
    return typeof field === 'string' && typeof code === 'string' && /^[a-z][a-z-]{0,39}$/.test(code) ? [problem(code, pointer(field))] : [];
  });
  countErrors(world, access, problems);
};
