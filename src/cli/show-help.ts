import { fill } from '#messages/fill.ts';
import type { CliMessages } from '#messages/zh-CN/cli.ts';
import type { Command } from './command.ts';

/** The whole of the command line, or one command of it. */
export const overallHelp = (commands: readonly Command[], messages: CliMessages): string =>
  [
    fill(messages.usage, { usage: '<command> …' }),
    '',
    messages.commands,
    ...columns(commands.map((command) => [usageOf(command), messages[command.words]])),
    '',
    messages.more,
  ].join('\n');

export const commandHelp = (command: Command, messages: CliMessages): string =>
  [
    messages[command.words],
    '',
    fill(messages.usage, { usage: usageOf(command) }),
    '',
    messages.flags,
    ...columns([
      ...Object.entries(command.flags).map(([name, flag]): [string, string] => [flagText(name, flag.value), messages[flag.words]]),
      ['--help', messages.help],
    ]),
  ].join('\n');

const flagText = (name: string, value: string | undefined): string => (value === undefined ? `--${name}` : `--${name} ${value}`);

const usageOf = ({ name, positionals, flags }: Command): string =>
  [
    name,
    ...positionals,
    ...Object.entries(flags).map(([flag, { value, needed }]) => (needed === true ? flagText(flag, value) : `[${flagText(flag, value)}]`)),
  ].join(' ');

const columns = (rows: readonly (readonly [string, string])[]): readonly string[] => {
  const width = Math.min(48, Math.max(...rows.map(([left]) => left.length)));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
};
