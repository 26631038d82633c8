import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';
import { showToast } from '#ui/kit/toast.svelte.ts';
import { followJob, type Progressing } from './job.ts';
import { startReplacement, undoJob, type Replacement, type ReplaceReport, type UndoReport } from './replace-api.ts';
import { refusalWords } from './refusal-words.ts';

/** `count` rows hold the new option; `revision`: where the old ones were retired, null when none was. */
export type Replaced =
  { readonly ok: true; readonly count: number; readonly revision: number | null } | { readonly ok: false; readonly words: string };

interface Telling {
  readonly messages: Messages;
  readonly onprogress: (at: Progressing) => void;
}

/** Runs a replacement to its end and says what came of it, with 撤销 in the toast. */
export const runReplacement = async (table: string, replacement: Replacement, { messages, onprogress }: Telling): Promise<Replaced> => {
  const { revision: words } = messages;
  const started = await startReplacement(table, replacement);
  if (!started.ok) return { ok: false, words: refusalWords(started, messages) };
  const { job } = started.value;
  const ended = await followJob<ReplaceReport>(table, job, { onprogress });
  if (ended?.state !== 'done' || ended.report === null) return { ok: false, words: ended?.problems?.[0]?.words ?? words.replaceFailed };
  const { changed, binned, revision } = ended.report;
  const said = [fill(words.replaced, { count: changed.toLocaleString('en') }), ...binnedWords(binned, words)];
  showToast(said.join(' · '), { undo: () => void undoReplacement(table, job, messages) });
  return { ok: true, count: changed, revision };
};

/** 另有 2 条在回收站; nothing where none is. */
export const binnedWords = (binned: number, words: Messages['revision']): readonly string[] =>
  binned === 0 ? [] : [fill(words.replaceBinned, { count: binned.toLocaleString('en') })];

/** Takes a replacement back and says how many rows came back, and how many others changed since. */
export const undoReplacement = async (table: string, job: string, messages: Messages): Promise<UndoReport | undefined> => {
  const { revision: words } = messages;
  const started = await undoJob(table, job);
  const ended = started.ok ? await followJob<UndoReport>(table, started.value.job) : undefined;
  if (ended?.state !== 'done' || ended.report === null) {
    showToast(started.ok ? (ended?.problems?.[0]?.words ?? words.failed) : refusalWords(started, messages));
    return undefined;
  }
  const { restored, binned, kept } = ended.report;
  const parts = [fill(words.operationUndid, { count: restored.toLocaleString('en') }), ...binnedWords(binned, words)];
  if (kept.count > 0) parts.push(fill(words.operationKept, { count: kept.count.toLocaleString('en') }));
  showToast(parts.join(' · '));
  return ended.report;
};
