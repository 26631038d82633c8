import { ask, type Answer } from './ask.ts';
import { isOver, type ImportReport } from './import-facts.ts';

const every = 300;

/** Asks for an import until it is over or `signal` ends; a lost connection is asked again. Answers the last word, undefined when ended by `signal`. */
export const followImport = async (
  id: string,
  { onreport, signal }: { readonly onreport: (report: ImportReport) => void; readonly signal: AbortSignal },
): Promise<Answer<ImportReport> | undefined> => {
  for (;;) {
    const answer = await ask<ImportReport>(`/api/v1/imports/${id}`);
    if (signal.aborted) return undefined;
    if (answer.ok) onreport(answer.value);
    const isFinal = answer.ok ? isOver(answer.value) : answer.status >= 400 && answer.status < 500;
    if (isFinal) return answer;
    await new Promise((done) => setTimeout(done, every));
    if (signal.aborted) return undefined;
  }
};

/** Ends an import; nothing of it stays. */
export const cancelImport = (id: string): Promise<Answer<null>> => ask<null>(`/api/v1/imports/${id}`, { method: 'DELETE' });
