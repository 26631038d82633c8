import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseBody, type JsonObject } from '#core/record/parse-body.ts';
import type { Result } from '#core/problem.ts';
import type { Given, Speaker } from './command.ts';
import { Told } from './told.ts';
import { fill } from '#messages/fill.ts';

/** The system's short name of a failure, such as ENOENT. */
export const reasonOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : String(error));

/** In bytes: what the API takes, too. */
const largest = 8_000_000;

const reasons: Readonly<Record<string, 'noSuchFile' | 'fileRights'>> = { ENOENT: 'noSuchFile', EACCES: 'fileRights', EPERM: 'fileRights' };

/** A JSON object of a file, strictly: keys that stand twice are refused. Throws Told where the file cannot be one, with what to do. */
export const readJsonFile = (file: string): Result<JsonObject> => {
  const bytes = readBytes(file);
  try {
    return parseBody(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof TypeError) throw new Told('fileEncoding', { file });
    throw error;
  }
};

const readBytes = (file: string): Uint8Array => {
  try {
    const facts = statSync(file);
    if (!facts.isFile()) throw new Told('notAFile', { file });
    if (facts.size > largest) throw new Told('fileLarge', { file, size: Math.ceil(facts.size / 1e6), most: largest / 1e6 });
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Told) throw error;
    const reason = reasonOf(error);
    throw new Told(reasons[reason] ?? 'noFile', { file, reason });
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
