import { fill } from '#messages/fill.ts';
import type { Language } from '#messages/language.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { StartRefused } from '#server/pocketbase/start-refused.ts';
import { check } from './command/check.ts';
import { create } from './command/create.ts';
import { dashboard } from './command/dashboard.ts';
import { exportDefinition } from './command/export.ts';
import { exportRows } from './command/export-rows.ts';
import { importRows } from './command/import.ts';
import { password } from './command/password.ts';
import { plan } from './command/plan.ts';
import { publish } from './command/publish.ts';
import { token } from './command/token.ts';
import { rollback } from './command/rollback.ts';
import { types } from './command/types.ts';
import type { Command, Speaker } from './command.ts';
import { parseArguments } from './parse-arguments.ts';
import { sayProblems } from './say-problems.ts';
import { commandHelp, overallHelp } from './show-help.ts';
import { Told } from './told.ts';

const commands: readonly Command[] = [
  check,
  create,
  exportDefinition,
  plan,
  publish,
  rollback,
  types,
  token,
  password,
  exportRows,
  importRows,
  dashboard,
];

/** English where the system speaks it, else Chinese. */
const systemLanguage = (): Language =>
  /^en/i.test(process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '') ? 'en' : 'zh-CN';

const openSpeaker = async (): Promise<Speaker> => {
  const language = systemLanguage();
  return {
    language,
    messages: await loadMessages(language),
    say: (text) => void process.stdout.write(`${text}\n`),
    complain: (text) => void process.stderr.write(`${text}\n`),
  };
};

/** Exit codes: 0 done, 1 not done, 2 asked wrongly. */
const runCommand = async ([name, ...words]: readonly string[], speaker: Speaker): Promise<number> => {
  const { cli } = speaker.messages;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? speaker.complain : speaker.say)(overallHelp(commands, cli));
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    speaker.complain(fill(cli.unknownCommand, { name, known: commands.map((known) => known.name) }));
    return 2;
  }
  const parsed = parseArguments(command, words, cli);
  if (parsed.kind === 'help') speaker.say(commandHelp(command, cli));
  if (parsed.kind === 'help') return 0;
  if (parsed.kind === 'wrong') {
    for (const line of parsed.words) speaker.complain(line);
    speaker.complain(commandHelp(command, cli));
    return 2;
  }
  return (await command.run(parsed.given, speaker)) ? 0 : 1;
};

const speaker = await openSpeaker();
try {
  process.exitCode = await runCommand(process.argv.slice(2), speaker);
} catch (error) {
  process.exitCode = 1;
  const problems = error instanceof Told ? error.problems : error instanceof StartRefused ? [error.problem] : undefined;
  if (!problems) throw error;
  const text = error instanceof Told ? error.text(speaker.messages.cli) : undefined;
  if (text !== undefined) speaker.complain(text);
  sayProblems(problems, speaker);
}
