import { answerCaller, outcomeResponse } from '#server/http/answer.ts';
import { downloadResponse } from '#server/http/download-response.ts';
import { refusedWorkbook } from '#server/transfer/refused-workbook.ts';
import { notFound } from '#usecases/outcome.ts';
import { findImport } from '#usecases/import/import-store.ts';
import type { RequestHandler } from './$types.ts';

/** The refused rows as they came, with the reason beside each cell. */
export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const stored = await findImport(world, event.params.id);
    if (stored?.by !== caller.id) return outcomeResponse(event, notFound, () => new Response());
    const { running, language } = event.locals;
    const bytes = await refusedWorkbook({
      plan: stored.plan,
      language,
      lines: () => running.workbooks.refusedOf(stored.id),
      table: world.tables.any(stored.table)?.table,
    });
    return downloadResponse(bytes.content, { name: bytes.name, type: 'xlsx' });
  });
