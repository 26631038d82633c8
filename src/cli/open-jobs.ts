import { writeError } from '#server/log.ts';
import { openJobDesk, type JobTools } from '#usecases/job/job-desk.ts';
import type { World } from '#usecases/ports/world.ts';
import { jobWorks } from '#usecases/revision/job-works.ts';

/** The jobs of the server, run by this process to their end. */
export const openJobs = (world: World): JobTools => ({ world, jobs: openJobDesk(world, { works: jobWorks, onError: writeError }) });
