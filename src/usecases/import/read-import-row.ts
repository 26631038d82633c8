import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Lookup } from '#core/field/contract.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import { parseCell } from '#core/transfer/parse-cell.ts';
import { isRoundedCell, type SheetRow } from '#core/transfer/cell.ts';
import { optionNamed, optionsOf } from '#core/field/option-rules.ts';
import type { ColumnTarget } from '#usecases/import/import-plan.ts';

export interface ReadRow {
  readonly raw: Readonly<Record<string, unknown>>;
  /** Cells whose words could not be read. */
  readonly problems: readonly Problem[];
}

/** Words of a sheet's row → values by field key, each field reading its own. Blank cells are null. */
export const readImportRow = (
  { table, lookup }: { readonly table: CompiledTable; readonly lookup: Lookup },
  columns: readonly ColumnTarget[],
  row: SheetRow,
): ReadRow => {
  const raw: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const { index, field: key } of columns) {
    const field = key === null ? undefined : table.field(key);
    if (!field || key === null) continue;
    const cell = parseCell(row.cells[index], field.type.name);
    if (cell === null) {
      raw[key] ??= null;
      continue;
    }
    if (field.type.name === 'id-number' && isRoundedCell(row.cells[index])) {
      problems.push(problem('import-rounded', pointer(key)));
      continue;
    }
    const isValue = typeof cell === field.type.json && typeof cell !== 'string';
    const value = isValue ? { ok: true as const, value: cell } : field.type.parse(String(cell), field.schema, lookup);
    if (value.ok) raw[key] = value.value;
    else if (!takeAsOther(table, { key, word: String(cell) }, raw))
      problems.push(...value.problems.map((fault) => ({ ...fault, path: pointer(key) })));
  }
  return { raw, problems };
};

/** A word that is no option of a choice with 其他 becomes its typed text, when the file has no column of its own for that. */
const takeAsOther = (
  table: CompiledTable,
  { key, word }: { readonly key: string; readonly word: string },
  raw: Record<string, unknown>,
): boolean => {
  const other = table.field(`${key}_other`);
  const choice = table.field(key)?.schema;
  const option = choice && optionsOf(choice).find((candidate) => candidate['x-other-option'] === true);
  if (other?.otherOf !== key || !choice || !option || optionNamed(choice, word) || word.length > 100) return false;
  if (typeof raw[other.key] === 'string') return false;
  raw[key] = option.const;
  raw[other.key] = word;
  return true;
};
