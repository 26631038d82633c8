import { loadMessages } from '#messages/load-messages.ts';
import type { LayoutLoad } from './$types.ts';

/** Universal, so that the words come as one cached module and not with every page. */
export const load: LayoutLoad = async ({ data }) => ({ ...data, messages: await loadMessages(data.language) });
