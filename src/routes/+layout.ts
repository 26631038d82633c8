import { browser, version } from '$app/environment';
import type { Language } from '#messages/language.ts';
import { loadMessages } from '#messages/load-messages.ts';
import type { Messages } from '#messages/messages.ts';
import { places } from '#ui/shell/places.ts';
import type { LayoutLoad } from './$types.ts';

/** On its way since the page's head was read. */
const importWords = async (language: Language): Promise<Messages> => {
  const module: { readonly messages: Messages } = await import(/* @vite-ignore */ places.words(language, version));
  return module.messages;
};

/** Universal, so that the words come as one cached module and not with every page. */
export const load: LayoutLoad = async ({ data }) => ({
  ...data,
  messages: await (browser ? importWords : loadMessages)(data.language),
});
