import { error } from '@sveltejs/kit';
import { canManagePeople } from '#core/permission/rights.ts';
import { postedAction } from '#server/http/posted-action.ts';
import { addTeam, changePerson } from '#usecases/person/change-person.ts';
import { lastSeen } from '#usecases/person/last-seen.ts';
import { invite, resetPassword } from '#usecases/person/one-time-link.ts';
import type { Actions, PageServerLoad } from './$types.ts';
import { invitationOf, personChangeOf, shownLink } from './posted-person.ts';

export const load: PageServerLoad = async ({ locals: { caller, running } }) => {
  if (!caller || !canManagePeople(caller)) error(403);
  const { world, config } = running;
  const seen = await lastSeen(world);
  const people = world.directory.people().map(({ id, name, email, role, team, state }) => {
    return { id, name, email, role, team, state, seenAt: seen.get(id) ?? '' };
  });
  return { people, teams: world.directory.teams(), clock: { zone: config.timeZone, now: world.now() } };
};

export const actions: Actions = {
  invite: postedAction((posted) => invite(posted.world, posted.caller, invitationOf(posted)), shownLink),
  link: postedAction(({ world, caller, text }) => resetPassword(world, caller, text('person')), shownLink),
  change: postedAction(
    (posted) => changePerson(posted.world, posted.caller, personChangeOf(posted)),
    ({ name }) => ({ changed: name }),
  ),
  team: postedAction(
    ({ world, caller, text }) => addTeam(world, caller, text('team')),
    (team) => ({ team }),
  ),
};
