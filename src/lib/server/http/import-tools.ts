import type { RequestEvent } from '@sveltejs/kit';
import type { ImportTools } from '#usecases/import/start-import.ts';
import type { ImportReport } from '#usecases/import/import-plan.ts';
import { writeError } from '#server/log.ts';

export const importTools = ({ locals: { running } }: RequestEvent): ImportTools => ({
  world: running.world,
  desk: running.desk,
  workbooks: running.workbooks,
});

/** An import that goes on after its request: its failure is in its report, a bug also in the log. */
export const letRun = (finished: Promise<ImportReport>): void => {
  finished.catch((error: unknown) => writeError('import', error));
};
