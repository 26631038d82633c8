import { lineName } from '#core/compile/cell-line.ts';
import type { CompiledField } from '#core/compile/compiled-table.ts';
import { followLines } from '#core/record/keep-lines.ts';
import { sameValue } from '#core/record/merge.ts';
import type { Change } from '#core/record/plan-change.ts';

type Named = Pick<Change, 'table' | 'before' | 'values' | 'lookup'>;

/**
 * Fields that are named with the value they show, where that settles a mark: somebody saw both values and holds to this one. The other
 * lines follow as if it were written anew; a mark that no conversion can take away is no reason to write.
 */
export const confirmedFields = ({ table, before, values, lookup }: Named): readonly CompiledField[] => {
  if (before.differs.length === 0) return [];
  const marked = new Set(before.differs);
  return table.fields.filter((field) => {
    const shown = before.values[field.key] ?? null;
    if (!Object.hasOwn(values, field.key) || field.schema.readOnly === true || !sameValue(values[field.key] ?? null, shown)) return false;
    const settles = followLines(field, shown, lookup).some(({ name, follows }) => follows === 'exact' && marked.has(name));
    return settles || marked.has(lineName(field.key, field.line));
  });
};
