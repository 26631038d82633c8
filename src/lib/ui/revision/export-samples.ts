import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';
import { showToast } from '#ui/kit/toast.svelte.ts';
import { places } from '#ui/shell/places.ts';
import type { Plan } from './revision-facts.ts';
import { linesOf } from './plan-lines.ts';

/** The list to mend as rows of words: field, number, name, value now, value after, result. */
export const sampleRows = (
  { fields }: Pick<Plan, 'fields'>,
  { revision: words }: Pick<Messages, 'revision'>,
): readonly (readonly string[])[] => [
  [words.field, words.number, words.name, words.valueNow, words.valueAfter, words.verdict],
  ...fields.flatMap((field) =>
    linesOf(field, 'all').map((line) => [
      field.title,
      line.number,
      line.title,
      line.before,
      line.after,
      line.kind === 'failing' ? words.failing : words.lossy,
    ]),
  ),
];

const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** CSV that Excel opens as UTF-8; nothing in it is taken for a formula. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

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
