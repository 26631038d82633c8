import { version } from '$app/environment';
import { json, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { chooseLanguage, languageCookie } from '#messages/language.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { wordProblem } from '#messages/word-problem.ts';
import { authenticate } from '#server/http/authenticate.ts';
import { compressAnswer } from '#server/http/compress-answer.ts';
import { methodRefusal } from '#server/http/method-refusal.ts';
import { mayWrite } from '#server/http/own-origin.ts';
import { unavailableProblem } from '#server/http/unavailable-problem.ts';
import { writeError } from '#server/log.ts';
import { announce, stopOnSignals } from '#server/console.ts';
import { restAfterStart } from '#server/rest-after-start.ts';
import { start } from '#server/running.ts';
import { places } from '#ui/shell/places.ts';
import { DatabaseUnavailable } from '#usecases/ports/database.ts';

/** Set once the server runs: building it runs nothing. */
let heard = (): void => undefined;

export const init: ServerInit = async () => {
  stopOnSignals();
  await announce();
  heard = restAfterStart();
};

const headers: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** Answered without knowing who asks, so without the database too. */
const openRoutes: ReadonlySet<string> = new Set(['/healthz', '/words/[language].js']);

export const handle: Handle = async ({ event, resolve }) => {
  heard();
  const running = await start();
  const { cookies, request } = event;
  const language = chooseLanguage(cookies.get(languageCookie), request.headers.get('accept-language'));
  if (!mayWrite(request, running.config.publicUrl)) {
    const messages = await loadMessages(language);
    const words = messages.problem['cross-site'];
    return json(
      { type: 'about:blank', title: words, status: 403, problems: [{ path: '', code: 'cross-site', words }] },
      { status: 403, headers: { 'content-type': 'application/problem+json' } },
    );
  }
  const asksNobody = openRoutes.has(event.route.id ?? '');
  event.locals = { running, language, ...(asksNobody ? {} : await authenticate(running.world, event)) };
  const theme = cookies.get('biaoli_theme');
  const answered = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%lang%', language)
        .replace('%words%', places.words(language, version))
        .replace('%theme%', theme === 'dark' || theme === 'light' ? theme : 'system'),
    filterSerializedResponseHeaders: (name) => name === 'content-type',
  });
  const response = answered.status === 405 && event.url.pathname.startsWith('/api/') ? await methodRefusal(event, answered) : answered;
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
  return await compressAnswer(request, response);
};

/** Bugs and dead services: written down once with an id, shown without anything of the inside. */
export const handleError: HandleServerError = async ({ error, event, status }) => {
  if (status === 404) return { message: 'not found' };
  const id = event.locals.running.world.newId();
  writeError(id, error);
  const messages = await loadMessages(event.locals.language);
  return error instanceof DatabaseUnavailable
    ? { message: 'unavailable', id, words: wordProblem(unavailableProblem(error), messages) }
    : { message: 'internal error', id };
};
