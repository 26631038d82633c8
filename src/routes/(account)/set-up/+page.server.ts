import { fail, redirect } from '@sveltejs/kit';
import { formText } from '#server/http/form-text.ts';
import { refusalProblems } from '#server/http/refusal-problems.ts';
import { enter } from '#server/http/session-cookie.ts';
import { checkSetUpCode } from '#server/session/set-up-guesses.ts';
import { places } from '#ui/shell/places.ts';
import { shortestPassword } from '#usecases/person/person-rules.ts';
import { needsSetUp, setUp } from '#usecases/person/set-up.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { caller, running } }) => {
  if (!needsSetUp(running.world)) redirect(303, caller ? places.home : places.signIn);
  return { shortestPassword };
};

export const actions: Actions = {
  default: async (event) => {
    const { world, setUpCode } = event.locals.running;
    const form = await event.request.formData();
    const values = Object.fromEntries(['code', 'firm', 'name', 'email'].map((name) => [name, formText(form, name)]));
    const wrong = checkSetUpCode(formText(form, 'code'), setUpCode, world.now());
    if (wrong.length > 0) return fail(422, { values, problems: wrong });
    const given = { email: formText(form, 'email'), name: formText(form, 'name'), firm: formText(form, 'firm') };
    const made = await setUp(world, { ...given, password: formText(form, 'password') });
    if (!made.ok) return fail(422, { values, problems: refusalProblems(made.refusal) });
    await enter(event, made.value);
    redirect(303, places.start);
  },
};
