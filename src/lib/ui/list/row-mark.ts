import type { Asker } from '#core/condition/condition.ts';
import { evaluate, type Facts } from '#core/condition/evaluate.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Reminder, Values } from '#core/definition/definition.ts';
import { daysBeyond, type Beyond } from './days-beyond.ts';

/** The part of a row that rules read. */
export interface MarkedRow {
  readonly values: Values;
  readonly created: string;
  readonly createdBy: string;
  readonly updated: string;
  readonly revision: number;
}

export interface RowMark {
  readonly rule: Reminder;
  readonly beyond: Beyond | undefined;
}

export const factsOf = (row: MarkedRow): Facts => ({
  values: row.values,
  system: { $created: row.created, $updated: row.updated, $by: row.createdBy, $revision: row.revision },
});

/** The first state rule that holds for a row: what turns it red, and by how many days it is past its limit. */
export const rowMark = (row: MarkedRow, table: CompiledTable, asker: Asker): RowMark | undefined => {
  const facts = factsOf(row);
  for (const rule of table.definition.reminders) {
    if (rule.on !== 'state' || rule.when === undefined || !evaluate(rule.when, facts, { asker, source: table })) continue;
    return { rule, beyond: daysBeyond(rule.when, facts, { asker, source: table }) };
  }
  return undefined;
};
