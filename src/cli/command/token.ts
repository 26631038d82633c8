import { makeToken } from '#usecases/person/token.ts';
import type { Command } from '../command.ts';
import { withWorld } from '../open-data.ts';
import { requireDone } from '../require-done.ts';
import { requirePerson } from '../who.ts';

/** Prints the token alone, so that a script can take it. */
export const token: Command = {
  name: 'token',
  words: 'tokenWords',
  positionals: [],
  flags: {
    user: { value: 'EMAIL', words: 'userFlag', needed: true },
    title: { value: 'TEXT', words: 'titleFlag' },
    days: { value: 'N', words: 'daysFlag' },
  },
  run: ({ flags }, speaker) =>
    withWorld(async ({ world }) => {
      const person = requirePerson(world, flags.get('user') ?? '');
      const given = { title: flags.get('title') ?? 'biaoli token', days: Number(flags.get('days') ?? 365) };
      speaker.say(requireDone(await makeToken(world, person.id, given)).token);
      return true;
    }),
};
