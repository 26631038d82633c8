import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { fill } from '#messages/fill.ts';
import type { Language } from '#messages/language.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { writeRefused, type RefusedRow } from '#server/excel/write-refused.ts';
import { sayProblems } from '#server/http/problem-response.ts';
import type { ImportPlan } from '#usecases/import/import-plan.ts';
import type { RefusedLine } from '#usecases/ports/workbooks.ts';

export interface RefusedSource {
  readonly plan: ImportPlan;
  readonly language: Language;
  readonly lines: () => AsyncIterable<readonly RefusedLine[]>;
  readonly table: CompiledTable | undefined;
}

/** The workbook of refused rows: read twice, once for the columns that need a reason beside them, once for the rows. */
export const refusedWorkbook = async ({
  plan,
  language,
  lines,
  table,
}: RefusedSource): Promise<{ readonly name: string; readonly content: AsyncIterable<Uint8Array> }> => {
  const words = (await loadMessages(language)).workbook;
  const last = Math.max(...plan.columns.map((column) => column.index), plan.idColumn ?? -1);
  const titles = Array.from(
    { length: last + 1 },
    (_, index) => plan.columns.find((column) => column.index === index)?.title ?? (index === plan.idColumn ? 'biaoli_id' : ''),
  );
  const faulty = new Set<number>();
  for await (const some of lines()) for (const line of some) for (const [index] of line.problems) faulty.add(index);
  async function* rows(): AsyncGenerator<readonly RefusedRow[]> {
    for await (const some of lines()) yield await Promise.all(some.map((line) => inWords(line, language, table)));
  }
  return {
    name: fill(words.refusedFile, { file: plan.file.replace(/\.[a-z0-9]+$/i, '') }),
    content: writeRefused({
      titles,
      rows: rows(),
      faulty,
      words: {
        sheet: words.refusedSheet,
        row: words.refusedRow,
        reason: (title) => fill(words.refusedReason, { title }),
        whole: words.refusedWhole,
      },
    }),
  };
};

const inWords = async (line: RefusedLine, language: Language, table: CompiledTable | undefined): Promise<RefusedRow> => {
  const said = await sayProblems(
    line.problems.map(([, fault]) => fault),
    language,
    table,
  );
  const reasons = new Map<number, string>();
  for (const [at, [index]] of line.problems.entries()) {
    const before = reasons.get(index);
    const words = said[at]?.words ?? '';
    reasons.set(index, before === undefined ? words : `${before}；${words}`);
  }
  return { number: line.number, cells: line.cells, reasons };
};
