import { answerTable } from '#server/http/answer.ts';
import { downloadResponse } from '#server/http/download-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import { listWorkbook } from '#server/transfer/list-workbook.ts';
import type { RequestHandler } from './$types.ts';

const texts = (row: unknown): readonly string[] => (Array.isArray(row) ? row.map((cell) => (typeof cell === 'string' ? cell : '')) : []);

/** The list of a dry run as the page shows it, `{ title, rows }` with the heads in the first row, as a workbook. */
export const POST: RequestHandler = (event) =>
  answerTable(event, async (access) => {
    const refusal = await structureRefusal(event, access);
    if (refusal) return refusal;
    const body = await readBody(event, ['title', 'rows']);
    if (!body.ok) return body.response;
    const { title, rows } = body.value;
    const name = typeof title === 'string' ? title : access.key;
    const list = Array.isArray(rows) ? rows.map(texts) : [];
    return downloadResponse(listWorkbook(name, list), { name, type: 'xlsx' });
  });
