import { readFileSync, writeFileSync } from 'node:fs';
import { parseBody, type JsonObject } from '#core/record/parse-body.ts';
import type { Result } from '#core/problem.ts';
import type { Given, Speaker } from './command.ts';
import { Told } from './told.ts';
import { fill } from '#messages/fill.ts';

/** The system's short name of a failure, such as ENOENT. */
export const reasonOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error));

/** A JSON object of a file, strictly: keys that stand twice are refused. Throws Told when there is no such file. */
export const readJsonFile = (file: string): Result<JsonObject> => {
  try {
    return parseBody(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)));
  } catch (error) {
    throw new Told('noFile', { file, reason: error instanceof TypeError ? 'UTF-8' : reasonOf(error) });
  }
};

/** Prints the text, or writes it where `--out` says. */
export const giveOut = (text: string, { flags }: Given, speaker: Speaker): void => {
  const file = flags.get('out');
  if (file === undefined) return speaker.say(text.trimEnd());
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new Told('cannotWrite', { file, reason: reasonOf(error) });
  }
  speaker.complain(fill(speaker.messages.cli.written, { file }));
};
