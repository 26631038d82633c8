import { ask } from '#ui/import/ask.ts';

const mostRows = 200;

/** Real texts of a field, newest rows first; undefined where they cannot be read. */
export const askTexts = async (table: string, field: string): Promise<readonly string[] | undefined> => {
  const filter = encodeURIComponent(JSON.stringify({ field, op: 'filled' }));
  const answer = await ask<{ readonly records: readonly { readonly values: Readonly<Record<string, unknown>> }[] }>(
    `/api/v1/tables/${table}/records?filter=${filter}&limit=${mostRows}`,
  );
  if (!answer.ok) return undefined;
  return answer.value.records.flatMap(({ values }) => {
    const text = values[field];
    return typeof text === 'string' ? [text] : [];
  });
};
