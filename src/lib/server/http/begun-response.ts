import type { RequestEvent } from '@sveltejs/kit';
import { jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentRevision } from '#server/http/present-revision.ts';
import type { Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import type { Begun } from '#usecases/revision/begin-publish.ts';

/** 200 with the report of what is done, 202 with the job of what goes on, 202 for what waits for a second person. */
export const begunResponse = (event: RequestEvent, world: World, begun: Outcome<Begun>): Promise<Response> =>
  outcomeResponse(event, begun, ({ line, job }) => {
    const revision = presentRevision(world, line);
    if (job?.state === 'running') return jsonResponse({ ...revision, job: job.id }, 202);
    return jsonResponse({ ...revision, ...(job ? { report: job.report } : {}) }, line.state === 'waiting' ? 202 : 200);
  });
