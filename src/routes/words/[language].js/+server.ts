import { version } from '$app/environment';
import { error } from '@sveltejs/kit';
import { languages } from '#messages/language.ts';
import { loadMessages } from '#messages/load-messages.ts';
import type { RequestHandler } from './$types.ts';

/** The words of a language as a module at an address that a page knows before its scripts have run: they come together with them. */
export const GET: RequestHandler = async ({ params, url }) => {
  const language = languages.find((known) => known === params.language);
  if (language === undefined) error(404);
  const isOfThisBuild = url.searchParams.get('v') === version;
  return new Response(`export const messages = ${JSON.stringify(await loadMessages(language))};`, {
    headers: { 'content-type': 'text/javascript', 'cache-control': isOfThisBuild ? 'public, max-age=31536000, immutable' : 'no-store' },
  });
};
