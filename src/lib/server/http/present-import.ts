import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Language } from '#messages/language.ts';
import { displayText } from '#core/transfer/cell.ts';
import type { ImportReport } from '#usecases/import/import-plan.ts';
import { sayProblems } from '#server/http/problem-response.ts';

/** A report with its refusals in words. */
export const presentImport = async (report: ImportReport, language: Language, table: CompiledTable | undefined) => {
  const { samples, problem, ...rest } = report;
  const said = await sayProblems(
    samples.map((sample) => sample.problem),
    language,
    table,
  );
  const [whole] = problem ? await sayProblems([problem], language) : [];
  return {
    ...rest,
    samples: samples.map(({ number, name, title, field, cell }, at) => ({
      number,
      name,
      title,
      field,
      cell: displayText(cell).slice(0, 200),
      words: said[at]?.words ?? '',
    })),
    ...(whole ? { words: whole.words } : {}),
  };
};
