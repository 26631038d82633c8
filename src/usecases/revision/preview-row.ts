import type { ConversionKind } from '#core/convert/conversion.ts';
import type { Values } from '#core/definition/definition.ts';
import { hiddenKeys } from '#core/permission/field-access.ts';
import { readRow } from '#core/query/row-json.ts';
import { rowsSql } from '#core/query/scan-query.ts';
import { classifyRow } from '#core/record/classify-row.ts';
import { done, notFound, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import { changeOf, openPlan, type PlanRequest } from '#usecases/revision/plan-rows.ts';
import { classifySceneOf } from '#usecases/revision/scene.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** One row under the live revision and under another one; `kinds` of the fields that lose something, by key. */
export interface RowPreview {
  readonly before: Values;
  readonly after: Values;
  readonly kinds: Readonly<Record<string, Exclude<ConversionKind, 'clean'>>>;
}

/** What a revision would make of a row that the caller may see, with the fields they may see under both; nothing is written. */
export const previewRow = async (
  world: World,
  access: TableAccess,
  { id, ...request }: PlanRequest & { readonly id: string },
): Promise<Outcome<RowPreview>> => {
  const opened = await openPlan(world, access.caller, request);
  if (!opened.ok) return opened;
  if (!(await findRecord(world, access, id))) return notFound;
  const { entry, plan } = opened.value;
  const change = changeOf(world, entry, { definition: plan.definition, number: entry.table.revision + 1 });
  const [row] = await world.db.read<readonly unknown[]>(rowsSql(change.reading, [id]));
  if (row === undefined) return notFound;
  const mappings = { ...opened.value.mappings, ...request.mappings };
  const record = readRow(change.reading, row);
  const outcome = classifyRow(change, record, classifySceneOf(world, access.caller, mappings));
  const { role } = access.caller;
  const hidden = new Set([...hiddenKeys(entry.table.definition, role), ...hiddenKeys(plan.definition, role)]);
  for (const { key, filling } of change.fields) if (filling && hidden.has(filling.source.key)) hidden.add(key);
  const open = <T>(parts: readonly (readonly [string, T])[]): Readonly<Record<string, T>> =>
    Object.fromEntries(parts.filter(([key]) => !hidden.has(key)));
  return done({
    before: open(Object.entries(record.values)),
    after: open(Object.entries(outcome.values)),
    kinds: open(outcome.fields.flatMap(({ key, kind }) => (kind === 'clean' ? [] : [[key, kind] as const]))),
  });
};
