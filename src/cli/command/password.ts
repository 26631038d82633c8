import { resetPassword } from '#usecases/person/one-time-link.ts';
import type { Command } from '../command.ts';
import { withWorld } from '../open-data.ts';
import { requireDone } from '../require-done.ts';
import { cliCaller, requirePerson } from '../who.ts';

/** Prints the one-time link alone; the old password works until the link is used. */
export const password: Command = {
  name: 'password',
  words: 'passwordWords',
  positionals: [],
  flags: { user: { value: 'EMAIL', words: 'userFlag', needed: true } },
  run: ({ flags }, speaker) =>
    withWorld(async ({ world, config }) => {
      const person = requirePerson(world, flags.get('user') ?? '');
      const link = requireDone(await resetPassword(world, cliCaller(world, speaker.language, undefined), person.id));
      speaker.say(`${config.publicUrl}/link/${link.token}`);
      return true;
    }),
};
