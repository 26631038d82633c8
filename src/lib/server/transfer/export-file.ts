import type { TableAccess } from '#usecases/table/open-table.ts';
import type { ExportedTable, ExportedRow, RowMark } from '#usecases/record/export-records.ts';
import { conditionFormula } from '#core/transfer/condition-formula.ts';
import { titleIn } from '#core/naming.ts';
import { fill } from '#messages/fill.ts';
import type { Language } from '#messages/language.ts';
import type { Messages } from '#messages/messages.ts';
import { writeCsv } from '#server/excel/write-csv.ts';
import type { ColorRule, ExportColumn, ExportRow } from '#server/excel/export-sheet.ts';
import { writeXlsx } from '#server/excel/write-xlsx.ts';
import { columnLetters } from '#server/excel/xlsx-row.ts';

export interface ExportFile {
  /** Without ending: 客户信息总表_20261122. */
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

const marks: readonly RowMark[] = ['red', 'amber', 'blue'];

/** A workbook as Excel users expect it (dropdowns, frozen header, text phones, overdue rows red and in words), or a csv. */
export const exportFile = (
  access: TableAccess,
  exported: ExportedTable,
  { type, messages }: { readonly type: 'xlsx' | 'csv'; readonly messages: Messages },
): ExportFile => {
  const { definition } = access.table;
  const title = titleIn(definition, access.caller.language);
  const name = fill(messages.workbook.exportFile, { table: title, day: access.asker.today.replaceAll('-', '') }).replaceAll(
    /[\\/:*?"<>|\p{Cc}]/gu,
    '_',
  );
  const told = exported.reminders.length > 0;
  const columns: readonly ExportColumn[] = [
    ...exported.columns,
    ...(told ? [{ title: messages.workbook.overdue, format: 'text' as const, width: 18 }] : []),
  ];
  const rules = rulesOf(access, exported);
  const rows = rowsOf(exported, (row) => rowOf(row, { told, language: access.caller.language, live: rules.whole }));
  const sheet = { name: title, columns, rows, frozenColumns: Math.min(2, columns.length), rules: rules.rules, ids: true };
  return { name, content: type === 'csv' ? writeCsv({ columns, rows }) : writeXlsx([sheet]) };
};

async function* rowsOf(exported: ExportedTable, present: (row: ExportedRow) => ExportRow): AsyncGenerator<readonly ExportRow[]> {
  for await (const rows of exported.rows()) yield rows.map(present);
}

interface Telling {
  readonly told: boolean;
  readonly language: Language;
  /** Keys of rules that the spreadsheet program computes by itself. */
  readonly live: ReadonlySet<string>;
}

const rowOf = (row: ExportedRow, { told, language, live }: Telling): ExportRow => {
  const words = row.reminders.map((rule) => titleIn(rule, language)).join('、');
  const fixed = row.reminders.find((rule) => !live.has(rule.key));
  return {
    id: row.id,
    cells: told ? [...row.cells, words === '' ? null : words] : row.cells,
    mark: fixed ? (marks.find((mark) => mark === fixed.mark) ?? null) : null,
  };
};

/** State rules as conditional formats, and those of them that say the whole rule: only the others mark rows for good. */
const rulesOf = (
  access: TableAccess,
  exported: ExportedTable,
): { readonly rules: readonly ColorRule[]; readonly whole: ReadonlySet<string> } => {
  const place = (field: string): string | undefined => {
    const at = exported.columns.findIndex((column) => column.key === field);
    return at < 0 ? undefined : `$${columnLetters(at)}2`;
  };
  const rules: ColorRule[] = [];
  const whole = new Set<string>();
  for (const rule of exported.reminders) {
    const said = rule.when && conditionFormula(rule.when, place);
    const mark = marks.find((candidate) => candidate === rule.mark);
    if (!said || !mark) continue;
    rules.push({ formula: said.formula, mark });
    if (said.whole) whole.add(rule.key);
  }
  return { rules, whole };
};
