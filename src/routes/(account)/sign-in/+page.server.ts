import { fail, redirect } from '@sveltejs/kit';
import { sessionCookie } from '#server/http/authenticate.ts';
import { formText } from '#server/http/form-text.ts';
import { ownPath } from '#server/http/own-path.ts';
import { refusalProblems } from '#server/http/refusal-problems.ts';
import { keepSession, originOf } from '#server/http/session-cookie.ts';
import { places } from '#ui/shell/places.ts';
import { needsSetUp } from '#usecases/person/set-up.ts';
import { readSetting } from '#usecases/person/setting.ts';
import { signIn } from '#usecases/person/sign-in.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals: { caller, running }, url, cookies }) => {
  const next = ownPath(url.searchParams.get('next') ?? url.searchParams.get('to') ?? '');
  if (caller) redirect(303, next || places.home);
  if (needsSetUp(running.world)) redirect(303, places.setUp);
  const isOver = cookies.get(sessionCookie) !== undefined;
  const reason = isOver ? ('expired' as const) : url.searchParams.get('reason') === 'ended' ? ('ended' as const) : undefined;
  return { next, reason, firm: await readSetting(running.world, 'firm') };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const email = formText(form, 'email');
    const entered = await signIn(event.locals.running.world, { email, password: formText(form, 'password'), ...originOf(event) });
    if (!entered.ok) return fail(422, { values: { email }, problems: refusalProblems(entered.refusal) });
    keepSession(event, entered.value.token, entered.value.expires);
    redirect(303, ownPath(formText(form, 'next')) || places.home);
  },
};
