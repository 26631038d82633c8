import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';
import { showToast } from '#ui/kit/toast.svelte.ts';
import { places } from '#ui/shell/places.ts';
import type { Plan } from './revision-facts.ts';
import { sampleRows, toCsv } from './sample-rows.ts';

/** Hands a file to the browser. */
const saveBlob = (name: string, blob: Blob): void => {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

interface Exporting {
  readonly plan: Plan;
  readonly number: number;
  readonly table: { readonly key: string; readonly title: string };
  readonly messages: Messages;
}

/** 导出清单: every sample and failing text as a file. */
export const exportSamples = async (type: 'xlsx' | 'csv', { plan, number, table, messages }: Exporting): Promise<void> => {
  const rows = sampleRows(plan, messages);
  const name = `${fill(messages.revision.exportName, { table: table.title, number })}.${type}`;
  if (type === 'csv') return saveBlob(name, new Blob([toCsv(rows)], { type: 'text/csv;charset=utf-8' }));
  const answer = await fetch(`${places.publish(table.key)}/list.xlsx`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: messages.revision.plan, rows }),
  });
  if (answer.ok) saveBlob(name, await answer.blob());
  else showToast(messages.revision.failed);
};
