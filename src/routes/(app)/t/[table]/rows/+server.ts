import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { listRequest, readViewState } from '#ui/list/view-state.ts';
import { listRows, listTotals } from '#usecases/view/list-rows.ts';
import { listPersonalViews } from '#usecases/view/personal-view.ts';
import type { RequestHandler } from './$types.ts';

const pageSize = 100;

/** Further pages of a list (`after`), chosen rows of it (`ids`), or its foot (`totals=1`); the rest of the address is the list's own. */
export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const { searchParams } = event.url;
    const request = listRequest(readViewState(searchParams, access.table, await listPersonalViews(world, access)), access.table);
    if (searchParams.get('totals') === '1')
      return outcomeResponse(event, await listTotals(world, access, request), (value) => jsonResponse(value));
    const ids = searchParams.get('ids')?.split(',').slice(0, pageSize);
    const after = searchParams.get('after') ?? undefined;
    return outcomeResponse(event, await listRows(world, access, { ...request, limit: pageSize, after, ids }), (page) => jsonResponse(page));
  });
