import type { RequestEvent } from '@sveltejs/kit';
import { loadMessages } from '#messages/load-messages.ts';
import { answerTable, outcomeResponse } from '#server/http/answer.ts';
import { downloadResponse } from '#server/http/download-response.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readListRequest } from '#server/http/read-list-request.ts';
import { exportFile } from '#server/transfer/export-file.ts';
import { exportRecords } from '#usecases/record/export-records.ts';

const listed = (params: URLSearchParams, name: string): readonly string[] | undefined => {
  const words = (params.get(name) ?? '').split(',').filter((word) => word !== '');
  return words.length === 0 ? undefined : words;
};

/** …/export.csv and …/export.xlsx: the filtered view (`view`, `filter`, `q`, `sort`, `columns`, `ids`) or everything. */
export const exportResponse = (event: RequestEvent, type: 'csv' | 'xlsx'): Promise<Response> =>
  answerTable(event, async (access, world) => {
    const { searchParams } = event.url;
    const { language } = event.locals;
    const request = readListRequest(searchParams);
    if (!request.ok) return problemResponse({ status: 422, problems: request.problems, language });
    const wanted = { ...request.value, columns: listed(searchParams, 'columns'), ids: listed(searchParams, 'ids') };
    const exported = await exportRecords(world, access, wanted);
    return outcomeResponse(event, exported, async (value) => {
      const file = exportFile(access, value, { type, messages: await loadMessages(language) });
      const response = downloadResponse(file.content, { name: file.name, type });
      response.headers.set('x-biaoli-rows', String(value.count));
      return response;
    });
  });
