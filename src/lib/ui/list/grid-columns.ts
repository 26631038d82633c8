import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { fieldLooks } from '#ui/field/registry.ts';

export interface GridColumn {
  readonly field: CompiledField;
  readonly width: number;
  /** Distance from the left edge while frozen; undefined where it scrolls. */
  readonly left: number | undefined;
  readonly lastFrozen: boolean;
  /** Carries the link that opens the row. */
  readonly opens: boolean;
}

export const markWidth = 44;

/** Cells that are links themselves cannot open the row. */
const linked: ReadonlySet<string> = new Set(['phone', 'email', 'url']);

/** Columns of a grid in order; the first `frozen` stay in sight. */
export const gridColumns = (
  table: CompiledTable,
  keys: readonly string[],
  view: { frozen: number; title: string | undefined },
): readonly GridColumn[] => {
  const fields = keys.flatMap((key) => table.field(key) ?? []);
  const plain = fields.find((field) => !linked.has(field.type.name));
  const opening = fields.some((field) => field.key === view.title) ? view.title : plain?.key;
  let left = markWidth;
  return fields.map((field, at) => {
    const width = widthOf(field, field.key === view.title);
    const column = {
      field,
      width,
      left: at < view.frozen ? left : undefined,
      lastFrozen: at === Math.min(view.frozen, fields.length) - 1,
      opens: field.key === opening,
    };
    left += width;
    return column;
  });
};

/** As the look of the type says, wider for a long title so that a header is never cut at its first words. */
const widthOf = (field: CompiledField, isTitle: boolean): number => {
  const words = [...field.schema.title].reduce((sum, letter) => sum + (letter > '\u2e80' ? 13 : 7), 0) + 62;
  return Math.max(isTitle ? 180 : 0, fieldLooks[field.type.name].width, Math.min(words, 220));
};
