import { problem } from '#core/problem.ts';
import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readListRequest } from '#server/http/read-list-request.ts';
import { groupRecords } from '#usecases/record/group-records.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const { language } = event.locals;
    const request = readListRequest(event.url.searchParams);
    if (!request.ok) return problemResponse({ status: 422, problems: request.problems, language });
    const measure = event.url.searchParams.get('measure') ?? 'count';
    if (measure !== 'count')
      return problemResponse({ status: 422, problems: [problem('bad-measure', '/measure', { allowed: 'count' })], language });
    const by = (event.url.searchParams.get('by') ?? '').split(',').filter((key) => key !== '');
    const groups = await groupRecords(world, access, { ...request.value, by });
    return outcomeResponse(event, groups, (value) => jsonResponse({ groups: value }));
  });
