import { fail, redirect } from '@sveltejs/kit';
import { formText } from '#server/http/form-text.ts';
import { refusalProblems } from '#server/http/refusal-problems.ts';
import { enter } from '#server/http/session-cookie.ts';
import { places } from '#ui/shell/places.ts';
import { acceptLink, findLink } from '#usecases/person/one-time-link.ts';
import { shortestPassword } from '#usecases/person/person-rules.ts';
import { endSessions } from '#usecases/person/session.ts';
import { readSetting } from '#usecases/person/setting.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals: { running }, params }) => {
  const found = await findLink(running.world, params.token);
  const link = found ? { kind: found.link.kind, name: found.person.name, email: found.person.email } : null;
  return { link, shortestPassword, firm: await readSetting(running.world, 'firm') };
};

export const actions: Actions = {
  default: async (event) => {
    const { running, session } = event.locals;
    const form = await event.request.formData();
    const accepted = await acceptLink(running.world, event.params.token, formText(form, 'password'));
    if (!accepted.ok) return fail(422, { problems: refusalProblems(accepted.refusal) });
    if (session) await endSessions(running.world, session.person, { id: session.id });
    await enter(event, accepted.value);
    redirect(303, places.home);
  },
};
