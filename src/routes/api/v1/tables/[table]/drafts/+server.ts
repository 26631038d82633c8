import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { readBody } from '#server/http/read-body.ts';
import { listDrafts, openDrafts } from '#usecases/draft/draft.ts';
import { makeDraft } from '#usecases/draft/save-draft.ts';
import type { RequestHandler } from './$types.ts';

/** Everybody's drafts of the table, without their documents. */
export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) =>
    outcomeResponse(event, await listDrafts(world, caller, event.params.table), (drafts) => jsonResponse({ drafts })),
  );

/** Keeps `{ base, document }`; the answer has its `version`, which the next save names. */
export const POST: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const key = event.params.table;
    const opened = openDrafts(world, caller, key);
    if (!opened.ok) return outcomeResponse(event, opened, () => jsonResponse({}));
    const body = await readBody(event, ['base', 'document', 'title', 'note']);
    if (!body.ok) return body.response;
    const { base, document, title, note } = body.value;
    const made = await makeDraft(world, caller, { key, document, base: numberOf(base), title: textOf(title), note: textOf(note) });
    return outcomeResponse(event, made, (draft) => jsonResponse(draft, 201));
  });

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' && Number.isInteger(value) ? value : undefined);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
