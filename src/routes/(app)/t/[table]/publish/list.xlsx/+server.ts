import { writeXlsx } from '#server/excel/write-xlsx.ts';
import { answerTable } from '#server/http/answer.ts';
import { downloadResponse } from '#server/http/download-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
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
    const [head = [], ...lines] = Array.isArray(rows) ? rows.map(texts) : [];
    const columns = head.map((words) => ({ title: words, format: 'wrapped' as const, width: 24 }));
    return downloadResponse(writeXlsx([{ name, columns, rows: [lines.map((cells) => ({ cells }))] }]), { name, type: 'xlsx' });
  });
