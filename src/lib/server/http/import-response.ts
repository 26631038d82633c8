import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { problem } from '#core/problem.ts';
import type { Language } from '#messages/language.ts';
import { jsonResponse } from '#server/http/answer.ts';
import { presentImport } from '#server/http/present-import.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import type { ImportReport } from '#usecases/import/import-plan.ts';

export interface FinishedImport {
  readonly report: ImportReport;
  readonly table: CompiledTable | undefined;
  readonly language: Language;
  /** Of the answer when it is done; what else it says. */
  readonly status: number;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** An import somebody has waited for: one that failed or was ended is refused like everything else, its report beside. */
export const importResponse = async ({ report, table, language, status, more = {} }: FinishedImport): Promise<Response> => {
  const told = { ...more, report: await presentImport(report, language, table) };
  if (report.state === 'done') return jsonResponse(told, status);
  return problemResponse({ status: 422, problems: [report.problem ?? problem('import-cancelled')], language, extra: told });
};
