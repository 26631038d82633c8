import { problem } from '#core/problem.ts';
import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { findDraft } from '#usecases/draft/draft.ts';
import { dropDraft, saveDraft } from '#usecases/draft/save-draft.ts';
import type { RequestHandler } from './$types.ts';

interface Place {
  readonly params: { readonly table: string; readonly draft: string };
}
const placeOf = ({ params }: Place) => ({ key: params.table, id: params.draft });

export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) =>
    outcomeResponse(event, await findDraft(world, caller, placeOf(event)), (draft) => jsonResponse(draft)),
  );

/** Saves over the version named in If-Match; 412 with the draft as it stands where it was saved elsewhere. */
export const PUT: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const found = await findDraft(world, caller, placeOf(event));
    if (!found.ok) return outcomeResponse(event, found, () => jsonResponse({}));
    const body = await readBody(event, ['document', 'title', 'note', 'version']);
    if (!body.ok) return body.response;
    const { document, title, note } = body.value;
    const version = versionOf(event.request.headers.get('if-match') ?? body.value['version']);
    const words = { ...(typeof title === 'string' ? { title } : {}), ...(typeof note === 'string' ? { note } : {}) };
    const saved = await saveDraft(world, caller, { ...placeOf(event), version, document, ...words });
    return outcomeResponse(event, saved, ({ stale, draft }) => {
      if (!stale) return jsonResponse(draft);
      return problemResponse({ status: 412, problems: [problem('draft-changed')], language: event.locals.language, extra: { ...draft } });
    });
  });

export const DELETE: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) =>
    outcomeResponse(event, await dropDraft(world, caller, placeOf(event)), () => new Response(null, { status: 204 })),
  );

const versionOf = (given: unknown): number | undefined => {
  const text = String(given ?? '').replaceAll('"', '');
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
};
