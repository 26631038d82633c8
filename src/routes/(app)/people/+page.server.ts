import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { canManagePeople } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { formText } from '#server/http/form-text.ts';
import { refusalProblems } from '#server/http/refusal-problems.ts';
import { roleOf } from '#server/http/role-of.ts';
import { places } from '#ui/shell/places.ts';
import type { Outcome } from '#usecases/outcome.ts';
import { addTeam, changePerson } from '#usecases/person/change-person.ts';
import { lastSeen } from '#usecases/person/last-seen.ts';
import { invite, resetPassword, type LinkSecret } from '#usecases/person/one-time-link.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals: { caller, running } }) => {
  if (!caller || !canManagePeople(caller)) error(403);
  const { world, config } = running;
  const seen = await lastSeen(world);
  const people = world.directory.people().map(({ id, name, email, role, team, state }) => {
    return { id, name, email, role, team, state, seenAt: seen.get(id) ?? '' };
  });
  return { people, teams: world.directory.teams(), me: caller.id, clock: { zone: config.timeZone, now: world.now() } };
};

interface Scene {
  readonly world: World;
  readonly caller: Caller;
  readonly form: FormData;
  readonly link: (secret: LinkSecret) => { readonly link: { readonly url: string; readonly person: string; readonly expires: string } };
}

const act =
  <T, Shown>(work: (scene: Scene) => Promise<Outcome<T>>, show: (value: T, scene: Scene) => Shown) =>
  async ({ locals: { caller, running }, request }: RequestEvent) => {
    if (!caller) return fail(401, { problems: [problem('sign-in-needed')] });
    const form = await request.formData();
    const link: Scene['link'] = ({ token, person, expires }) => ({
      link: { url: running.config.publicUrl + places.link(token), person, expires },
    });
    const scene: Scene = { world: running.world, caller, form, link };
    const outcome = await work(scene);
    return outcome.ok ? show(outcome.value, scene) : fail(422, { problems: refusalProblems(outcome.refusal) });
  };

const given = (form: FormData, name: string): string | undefined => (form.has(name) ? formText(form, name) : undefined);

const changeOf = (form: FormData) => {
  const state = given(form, 'state');
  return {
    role: roleOf(formText(form, 'role')),
    team: given(form, 'team'),
    name: given(form, 'name'),
    state: state === 'active' || state === 'inactive' ? state : undefined,
  } as const;
};

export const actions: Actions = {
  invite: act(
    ({ world, caller, form }) =>
      invite(world, caller, {
        email: formText(form, 'email'),
        name: formText(form, 'name'),
        role: roleOf(formText(form, 'role')) ?? 'staff',
        team: formText(form, 'team'),
        person: formText(form, 'person') || undefined,
      }),
    (secret, { link }) => link(secret),
  ),
  link: act(
    ({ world, caller, form }) => resetPassword(world, caller, formText(form, 'person')),
    (secret, { link }) => link(secret),
  ),
  change: act(
    ({ world, caller, form }) => changePerson(world, caller, { id: formText(form, 'person'), ...changeOf(form) }),
    ({ name }) => ({ changed: name }),
  ),
  team: act(
    ({ world, caller, form }) => addTeam(world, caller, formText(form, 'team')),
    (team) => ({ team }),
  ),
};
