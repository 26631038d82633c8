import { checkDefinition } from '#core/definition/check-definition.ts';
import { fill } from '#messages/fill.ts';
import type { Command, Speaker } from '../command.ts';
import { readJsonFile } from '../files.ts';
import { sayProblems } from '../say-problems.ts';

/** Judges definition files without any data or server. */
export const check: Command = {
  name: 'check',
  words: 'checkWords',
  positionals: ['FILE…'],
  flags: {},
  run: async ({ positionals }, speaker) => {
    const sound = positionals.map((file) => checkFile(file, speaker));
    return sound.every(Boolean);
  },
};

const checkFile = (file: string, speaker: Speaker): boolean => {
  const parsed = readJsonFile(file);
  const checked = parsed.ok ? checkDefinition(parsed.value) : parsed;
  const { cli } = speaker.messages;
  if (checked.ok) {
    speaker.say(fill(cli.sound, { file }));
    return true;
  }
  speaker.say(fill(cli.faults, { file, count: checked.problems.length }));
  sayProblems(checked.problems, { ...speaker, complain: speaker.say });
  return false;
};
