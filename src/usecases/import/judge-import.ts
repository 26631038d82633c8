import type { CompiledField } from '#core/compile/compiled-table.ts';
import { judgeChange, judgeCreate, type Judging } from '#core/record/judge.ts';
import { changedFields } from '#core/record/plan-change.ts';
import type { NewRow } from '#core/record/new-row.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import type { Values } from '#core/definition/definition.ts';
import type { SheetRow } from '#core/transfer/cell.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { displayText } from '#core/transfer/cell.ts';
import { reaches, type Scope } from '#core/permission/rights.ts';
import { checkFieldRights, onSeenFields } from '#usecases/record/field-rights.ts';
import { standingOf } from '#usecases/record/update-record.ts';
import type { ImportPlan } from '#usecases/import/import-plan.ts';
import { readImportRow } from '#usecases/import/read-import-row.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

export interface RowChange {
  readonly record: string;
  readonly values: Values;
}

export type RowVerdict =
  | { readonly kind: 'create'; readonly row: NewRow }
  | { readonly kind: 'update'; readonly change: RowChange }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

export const keyOf = (field: string, value: string): string => `${field}\n${value}`;

/** Existing rows that a chunk of the file means: by record id, and by field and value (`keyOf`) of unique fields, those in the bin too. */
export interface Existing {
  readonly byId: ReadonlyMap<string, StoredRecord>;
  readonly byKey: ReadonlyMap<string, StoredRecord>;
}

export interface ImportJudging {
  readonly plan: ImportPlan;
  readonly judging: Judging;
  readonly updates: Scope;
  readonly access: TableAccess;
  readonly newId: () => string;
  /** Values of unique fields seen in this file, by field. */
  readonly seen: ReadonlyMap<string, Set<string>>;
}

/** The form's verdict on one row of a file: a new record, a change of the record it means, or why not. */
export const judgeImportRow = (scene: ImportJudging, row: SheetRow, existing: Existing): RowVerdict => {
  const { plan, judging } = scene;
  const { raw, problems } = readImportRow(judging, plan.columns, row);
  const target = targetOf(plan, { row, raw }, existing);
  if (target === 'gone') return { kind: 'refused', problems: [...problems, problem('import-id-gone')] };
  if (target) return judgeUpdate(scene, target, { raw, problems });
  const filled = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
  const given = checkFieldRights(scene.access, filled);
  const verdict = judgeCreate(given.raw, judging);
  const faults = [...given.problems, ...onSeenFields(scene.access, verdict.problems)];
  const found = [...problems, ...faults.filter((fault) => !problems.some((unread) => unread.path === fault.path))];
  const repeated = found.length > 0 ? [] : repeats(scene, verdict.values, existing);
  if (found.length + repeated.length > 0) return { kind: 'refused', problems: [...found, ...repeated] };
  return { kind: 'create', row: { id: scene.newId(), historyId: '', values: verdict.values } };
};

const targetOf = (
  plan: ImportPlan,
  { row, raw }: { readonly row: SheetRow; readonly raw: Readonly<Record<string, unknown>> },
  existing: Existing,
): StoredRecord | 'gone' | undefined => {
  const id = plan.idColumn === null ? '' : displayText(row.cells[plan.idColumn]).trim();
  if (id !== '') return existing.byId.get(id) ?? 'gone';
  const value = plan.key === null ? null : raw[plan.key];
  const found = plan.key !== null && typeof value === 'string' ? existing.byKey.get(keyOf(plan.key, value)) : undefined;
  return found?.deleted === '' ? found : undefined;
};

/** In our own files a blank cell clears; elsewhere it leaves what stands. Cells equal to what stands are no change, whatever the verdict on them. */
const judgeUpdate = (
  scene: ImportJudging,
  before: StoredRecord,
  read: { raw: Readonly<Record<string, unknown>>; problems: readonly Problem[] },
): RowVerdict => {
  const { plan, judging } = scene;
  if (read.problems.length > 0) return { kind: 'refused', problems: read.problems };
  if (!reaches(scene.updates, before.owner)) return { kind: 'refused', problems: [problem('no-right-update')] };
  const clears = plan.idColumn !== null;
  const given = Object.entries(read.raw).filter(
    ([key, value]) => (value !== null || clears) && judging.table.field(key)?.schema.readOnly !== true,
  );
  const cleaned = Object.fromEntries(given.map(([key, value]) => [key, cleanFor(judging.table.field(key), value)]));
  const changed = changedFields({ table: judging.table, before, values: cleaned });
  if (changed.length === 0) return { kind: 'unchanged' };
  const raw = Object.fromEntries(changed.map((field) => [field.key, read.raw[field.key] ?? null]));
  const allowed = checkFieldRights(scene.access, raw, before.values);
  const verdict = judgeChange(standingOf(before), allowed.raw, judging);
  const faults = [...allowed.problems, ...onSeenFields(scene.access, verdict.problems)];
  if (faults.length > 0) return { kind: 'refused', problems: faults };
  return { kind: 'update', change: { record: before.id, values: verdict.values } };
};

const cleanFor = (field: CompiledField | undefined, value: unknown): Values[string] => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return field?.type.clean(value) ?? null;
  return Array.isArray(value) ? value.map(String) : null;
};

/** Numbers and unique fields that stand twice in the file, or in a row that is there already. */
const repeats = ({ seen }: ImportJudging, values: Values, existing: Existing): readonly Problem[] => {
  const faults: Problem[] = [];
  for (const [key, known] of seen) {
    const value = values[key];
    if (value === null || value === undefined) continue;
    const text = String(value);
    if (known.has(text)) faults.push(problem('import-twice', pointer(key), { text }));
    else if (existing.byKey.has(keyOf(key, text))) faults.push(problem('not-unique', pointer(key)));
    else known.add(text);
  }
  return faults;
};
