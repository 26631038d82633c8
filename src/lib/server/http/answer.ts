import type { RequestEvent } from '@sveltejs/kit';
import { problem } from '#core/problem.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { DatabaseUnavailable } from '#usecases/ports/database.ts';
import type { Outcome, Refusal } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';
import { writeError } from '#server/log.ts';
import { etagOf, presentRecord } from '#server/http/present-record.ts';
import { notFoundResponse, problemResponse, unauthorized } from '#server/http/problem-response.ts';
import { unavailableProblem } from '#server/http/unavailable-problem.ts';

export interface Scene {
  readonly world: World;
  readonly caller: Caller;
}

/** Answers a signed-in caller of the API; nobody is 401, a dead database 503, a bug 500 with its id in the log. */
export const answerCaller = async (event: RequestEvent, make: (scene: Scene) => Promise<Response>): Promise<Response> => {
  const { caller, language, running } = event.locals;
  if (!caller) return unauthorized(language);
  try {
    return await make({ world: running.world, caller });
  } catch (error) {
    if (error instanceof DatabaseUnavailable)
      return problemResponse({ status: 503, problems: [unavailableProblem(error)], language, headers: { 'retry-after': '2' } });
    const id = running.world.newId();
    writeError(id, error);
    return problemResponse({ status: 500, problems: [problem('internal', '', { id })], language });
  }
};

/** The same for a table of the address; what the caller may not see is not there. */
export const answerTable = (event: RequestEvent, make: (access: TableAccess, world: World) => Promise<Response>): Promise<Response> =>
  answerCaller(event, ({ world, caller }) => {
    const access = openTable(world, caller, event.params['table'] ?? '');
    if (!access) return notFoundResponse(event.locals.language);
    event.locals.table = access.table;
    return make(access, world);
  });

/** The value of an outcome through `present`, or its refusal as problem details; fields are named by the titles of the table of the address. */
export const outcomeResponse = async <T>(
  event: RequestEvent,
  outcome: Outcome<T>,
  present: (value: T) => Response | Promise<Response>,
): Promise<Response> => (outcome.ok ? present(outcome.value) : refusalResponse(event, outcome.refusal, event.locals.table));

const refusalResponse = (event: RequestEvent, refusal: Refusal, table: CompiledTable | undefined): Promise<Response> => {
  const { language } = event.locals;
  if (refusal.kind === 'not-found') return notFoundResponse(language);
  if (refusal.kind === 'forbidden') return problemResponse({ status: 403, problems: [refusal.problem], language, table });
  if (refusal.kind === 'version-missing') return problemResponse({ status: 428, problems: [problem('version-missing')], language });
  if (refusal.kind === 'refused') return problemResponse({ status: 422, problems: refusal.problems, language, table });
  const { current } = refusal;
  return problemResponse({
    status: 412,
    problems: [problem('version-stale')],
    language,
    extra: presentRecord(current),
    headers: { etag: etagOf(current) },
  });
};

export const jsonResponse = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
