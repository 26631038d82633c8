import { deserialize } from '$app/forms';
import { invalidateAll } from '$app/navigation';

/** Posts to an action of the page at `path` (the page itself by default) and reads its data anew unless the page is left; a lost connection answers undefined. */
export const post = async <Data extends Record<string, unknown>>(
  action: string,
  fields: Readonly<Record<string, string>>,
  { path = '', leaves = false }: { readonly path?: string; readonly leaves?: boolean } = {},
): Promise<Data | undefined> => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  try {
    const response = await fetch(`${path}?/${action}`, { method: 'POST', body, headers: { 'x-sveltekit-action': 'true' } });
    const result = deserialize<Data, Data>(await response.text());
    if (!leaves) await invalidateAll();
    return result.type === 'success' || result.type === 'failure' ? result.data : undefined;
  } catch (fault) {
    if (fault instanceof TypeError) return undefined;
    throw fault;
  }
};
