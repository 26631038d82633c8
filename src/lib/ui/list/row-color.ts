import type { Asker } from '#core/condition/condition.ts';
import { evaluate } from '#core/condition/evaluate.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { RowColor } from '#core/definition/definition.ts';
import { factsOf, type MarkedRow } from './row-mark.ts';

/** The colour rules of the view that is shown; personal views have none of their own. */
export const viewColors = (table: CompiledTable, view: string): readonly RowColor[] =>
  table.definition.views.find(({ key }) => key === view)?.colors ?? [];

/** The first colour rule that holds for a row; its title is the word beside the colour. */
export const rowColor = (
  row: MarkedRow,
  colors: readonly RowColor[],
  { table, asker }: { readonly table: CompiledTable; readonly asker: Asker },
): RowColor | undefined => {
  if (colors.length === 0) return undefined;
  const facts = factsOf(row);
  return colors.find(({ when }) => evaluate(when, facts, { asker, source: table }));
};
