import { error } from '@sveltejs/kit';
import { languages } from '#messages/language.ts';
import { postedAction } from '#server/http/posted-action.ts';
import { themeAttribute, themeCookie } from '#ui/shell/theme.ts';
import { removeDemo } from '#usecases/demo/remove-demo.ts';
import { changeSelf } from '#usecases/person/change-person.ts';
import { shortestPassword } from '#usecases/person/person-rules.ts';
import { makeToken, revokeToken } from '#usecases/person/token.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { endPosted, ownSettings } from './own-settings.ts';

export const load: PageServerLoad = async ({ locals: { caller, session, running }, cookies }) => {
  if (!caller) error(401);
  const { world, config } = running;
  const theme = themeAttribute(cookies.get(themeCookie)) || ('system' as const);
  const own = await ownSettings(world, caller, session?.id);
  return { ...own, theme, shortestPassword, clock: { zone: config.timeZone, now: world.now() } };
};

const nothing = () => ({});

export const actions: Actions = {
  language: postedAction(({ world, caller, session, text }) => {
    return changeSelf(world, caller, { session, language: languages.find((known) => known === text('language')) });
  }, nothing),
  password: postedAction(({ world, caller, session, text }) => {
    return changeSelf(world, caller, { session, oldPassword: text('oldPassword'), newPassword: text('newPassword') });
  }, nothing),
  end: postedAction(endPosted, (ended) => ({ ended })),
  token: postedAction(
    ({ world, caller, text }) => makeToken(world, caller.id, { title: text('title'), days: Number(text('days')) }),
    ({ token }, { text }) => ({ token: { title: text('title').trim(), token } }),
  ),
  revoke: postedAction(({ world, caller, text }) => revokeToken(world, caller.id, text('token')), nothing),
  removeDemo: postedAction(
    ({ world, caller }) => removeDemo(world, caller),
    () => ({ demoRemoved: true }),
  ),
};
