import { roleOf } from '#server/http/role-of.ts';
import type { Posted } from '#server/http/posted-action.ts';
import { places } from '#ui/shell/places.ts';
import type { Invitation, LinkSecret } from '#usecases/person/one-time-link.ts';

export const invitationOf = ({ text }: Posted): Invitation => ({
  email: text('email'),
  name: text('name'),
  role: roleOf(text('role')) ?? 'staff',
  team: text('team'),
  person: text('person') || undefined,
});

/** Only what was posted changes. */
export const personChangeOf = ({ text, given }: Posted) => {
  const state = given('state');
  return {
    id: text('person'),
    role: roleOf(text('role')),
    team: given('team'),
    name: given('name'),
    state: state === 'active' || state === 'inactive' ? state : undefined,
  } as const;
};

/** The address to copy; the secret in it is said this once. */
export const shownLink = ({ token, person, expires }: LinkSecret, { running }: Posted) => ({
  link: { url: running.config.publicUrl + places.link(token), person, expires },
});
