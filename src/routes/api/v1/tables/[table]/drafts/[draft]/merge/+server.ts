import type { MergeChoice } from '#core/definition/merge-definitions.ts';
import { pointer, problem } from '#core/problem.ts';
import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { wordProblem } from '#messages/word-problem.ts';
import { findDraft } from '#usecases/draft/draft.ts';
import { mergeDraft } from '#usecases/draft/merge-draft.ts';
import type { RequestHandler } from './$types.ts';

/** `{ choices: { part: "mine" | "theirs" }, dryRun? }` → what was taken over, what is open, and the draft after it. */
export const POST: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const place = { key: event.params.table, id: event.params.draft };
    const { language } = event.locals;
    const found = await findDraft(world, caller, place);
    if (!found.ok) return outcomeResponse(event, found, () => jsonResponse({}));
    const body = await readBody(event, ['choices', 'dryRun']);
    if (!body.ok) return body.response;
    const choices = Object.entries(Object(body.value['choices'] ?? {}));
    const strange = choices.filter(([, choice]) => !isChoice(choice)).map(([part]) => problem('merge-choice', pointer('choices', part)));
    if (strange.length > 0) return problemResponse({ status: 422, problems: strange, language });
    const chosen = Object.fromEntries(choices.flatMap(([part, choice]) => (isChoice(choice) ? [[part, choice] as const] : [])));
    const merged = await mergeDraft(world, caller, { ...place, choices: chosen, dryRun: body.value['dryRun'] === true });
    const messages = await loadMessages(language);
    return outcomeResponse(event, merged, ({ problems, ...rest }) =>
      jsonResponse({ ...rest, problems: problems.map((fault) => ({ ...fault, words: wordProblem(fault, messages) })) }),
    );
  });

const isChoice = (value: unknown): value is MergeChoice => value === 'mine' || value === 'theirs';
