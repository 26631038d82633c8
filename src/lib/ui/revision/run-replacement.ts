import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';
import { showToast } from '#ui/kit/toast.svelte.ts';
import { followJob, type Progressing } from './job.ts';
import { jobAddress, startReplacement, undoJob, type Replacement, type ReplaceReport } from './replace-api.ts';

export type Replaced = { readonly ok: true; readonly count: number } | { readonly ok: false; readonly words: string };

interface Telling {
  readonly messages: Messages;
  readonly onprogress: (at: Progressing) => void;
}

/** Runs a replacement to its end and says what came of it, with 撤销 in the toast. */
export const runReplacement = async (table: string, replacement: Replacement, { messages, onprogress }: Telling): Promise<Replaced> => {
  const { revision: words } = messages;
  const started = await startReplacement(table, replacement);
  if (!started.ok) return { ok: false, words: started.problems[0]?.words ?? (started.status === 0 ? words.lost : words.failed) };
  const { job } = started.value;
  const ended = await followJob<ReplaceReport>(jobAddress(table, job), { onprogress });
  if (ended?.state !== 'done') return { ok: false, words: words.replaceFailed };
  const count = ended.report?.count ?? ended.done;
  showToast(fill(words.replaced, { count: count.toLocaleString('en') }), { undo: () => void undoReplacement(table, job, messages) });
  return { ok: true, count };
};

/** Takes a replacement back and says how many rows came back, and how many others changed since. */
export const undoReplacement = async (table: string, job: string, { revision: words }: Messages): Promise<boolean> => {
  const started = await undoJob(table, job);
  const ended = started.ok ? await followJob<ReplaceReport>(jobAddress(table, started.value.job)) : undefined;
  if (ended?.state !== 'done' || ended.report === null) {
    showToast(started.ok ? words.failed : (started.problems[0]?.words ?? words.failed));
    return false;
  }
  const { count, kept = 0 } = ended.report;
  const parts = [fill(words.operationUndid, { count }), ...(kept === 0 ? [] : [fill(words.operationKept, { count: kept })])];
  showToast(parts.join(' · '));
  return true;
};
