import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { canManagePeople } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { languages } from '#messages/language.ts';
import { formText } from '#server/http/form-text.ts';
import { refusalProblems } from '#server/http/refusal-problems.ts';
import { themeAttribute, themeCookie } from '#ui/shell/theme.ts';
import { demoSize } from '#usecases/demo/demo-size.ts';
import { removeDemo } from '#usecases/demo/remove-demo.ts';
import { done, type Outcome } from '#usecases/outcome.ts';
import { changeSelf } from '#usecases/person/change-person.ts';
import { shortestPassword } from '#usecases/person/person-rules.ts';
import { endSessions, listSessions } from '#usecases/person/session.ts';
import { listTokens, makeToken, revokeToken } from '#usecases/person/token.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async ({ locals: { caller, session, running }, cookies }) => {
  if (!caller) error(401);
  const { world, config } = running;
  const sessions = (await listSessions(world, caller.id)).map(({ id, agent, address, seenAt }) => {
    return { id, agent, address, seenAt, current: id === session?.id };
  });
  const tokens = (await listTokens(world, caller.id)).map(({ id, title, expiresAt, seenAt }) => ({ id, title, expiresAt, seenAt }));
  const demo = canManagePeople(caller) ? await demoSize(world) : undefined;
  const theme = themeAttribute(cookies.get(themeCookie)) || 'system';
  return { theme, email: caller.email, shortestPassword, sessions, tokens, demo, clock: { zone: config.timeZone, now: world.now() } };
};

interface Scene {
  readonly world: World;
  readonly caller: Caller;
  readonly session: string;
  readonly text: (name: string) => string;
}

const act =
  <T, Shown>(work: (scene: Scene) => Promise<Outcome<T>>, show: (value: T, scene: Scene) => Shown) =>
  async ({ locals: { caller, session, running }, request }: RequestEvent) => {
    if (!caller || !session) return fail(401, { problems: [problem('sign-in-needed')] });
    const form = await request.formData();
    const scene: Scene = { world: running.world, caller, session: session.id, text: (name) => formText(form, name) };
    const outcome = await work(scene);
    return outcome.ok ? show(outcome.value, scene) : fail(422, { problems: refusalProblems(outcome.refusal) });
  };

export const actions: Actions = {
  language: act(
    ({ world, caller, session, text }) =>
      changeSelf(world, caller, { session, language: languages.find((known) => known === text('language')) }),
    () => ({}),
  ),
  password: act(
    ({ world, caller, session, text }) =>
      changeSelf(world, caller, { session, oldPassword: text('oldPassword'), newPassword: text('newPassword') }),
    () => ({ passwordChanged: true }),
  ),
  end: act(
    async ({ world, caller, session, text }) => {
      const before = (await listSessions(world, caller.id)).length;
      await endSessions(world, caller.id, text('session') === '' ? { except: session } : { id: text('session') });
      return done(before - (await listSessions(world, caller.id)).length);
    },
    (ended) => ({ ended }),
  ),
  token: act(
    ({ world, caller, text }) => makeToken(world, caller.id, { title: text('title'), days: Number(text('days')) }),
    ({ token }, { text }) => ({ token: { title: text('title').trim(), token } }),
  ),
  revoke: act(
    ({ world, caller, text }) => revokeToken(world, caller.id, text('token')),
    () => ({}),
  ),
  removeDemo: act(
    ({ world, caller }) => removeDemo(world, caller),
    () => ({ demoRemoved: true }),
  ),
};
