import type { Language } from '#messages/language.ts';
import type { Member } from '#usecases/ports/directory.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { Told } from './told.ts';

/** Whoever may run the command line may do everything; a name is noted only where one was given. */
export const cliCaller = (world: World, language: Language, email: string | undefined): Caller => {
  const person = email === undefined ? undefined : requirePerson(world, email);
  return { id: person?.id ?? '', role: 'admin', team: '', name: person?.name ?? '', email: person?.email ?? '', language, door: 'cli' };
};

/** Somebody who can sign in, or has been invited. */
export const requirePerson = (world: World, email: string): Member => {
  const wanted = email.trim().toLowerCase();
  const person = world.directory.people().find((candidate) => candidate.email === wanted && wanted !== '');
  if (!person || (person.state !== 'active' && person.state !== 'invited')) throw new Told('noPerson', { email });
  return person;
};
