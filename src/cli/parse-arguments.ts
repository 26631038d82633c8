import { parseArgs } from 'node:util';
import { fill } from '#messages/fill.ts';
import type { CliMessages } from '#messages/zh-CN/cli.ts';
import type { Command, Given } from './command.ts';

export type Parsed =
  | { readonly kind: 'help' }
  | { readonly kind: 'run'; readonly given: Given }
  | { readonly kind: 'wrong'; readonly words: readonly string[] };

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];

/** What stands behind a command, judged whole: every fault is named. */
export const parseArguments = (command: Command, words: readonly string[], messages: CliMessages): Parsed => {
  const options = Object.fromEntries(
    Object.entries({ ...command.flags, help: { words: 'help' } as const }).map(([name, flag]) => [
      name,
      { type: 'value' in flag && flag.value !== undefined ? ('string' as const) : ('boolean' as const) },
    ]),
  );
  const { tokens } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true });
  if (tokens.some((token) => token.kind === 'option' && (token.name === 'help' || token.rawName === '-h'))) return { kind: 'help' };
  const flags = new Map<string, string>();
  const faults = tokens.flatMap((token) => readFlag(command, token, { flags, messages }));
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  const missing = Object.entries(command.flags).filter(([name, flag]) => flag.needed === true && !flags.has(name));
  const all = [
    ...faults,
    ...judgePositionals(command, positionals, messages),
    ...(faults.length > 0 ? [] : missing.map(([name]) => fill(messages.flagNeeded, { flag: `--${name}` }))),
  ];
  return all.length > 0 ? { kind: 'wrong', words: all } : { kind: 'run', given: { positionals, flags } };
};

const readFlag = (
  command: Command,
  token: Token,
  { flags, messages }: { readonly flags: Map<string, string>; readonly messages: CliMessages },
): readonly string[] => {
  if (token.kind !== 'option') return [];
  const flag = Object.hasOwn(command.flags, token.name) ? command.flags[token.name] : undefined;
  if (!flag) return [fill(messages.unknownFlag, { command: command.name, flag: token.rawName })];
  if (flag.value !== undefined && (token.value === undefined || token.value.startsWith('--')))
    return [fill(messages.flagNeedsValue, { flag: token.rawName })];
  if (flag.value === undefined && token.value !== undefined) return [fill(messages.flagTakesNone, { flag: token.rawName })];
  flags.set(token.name, token.value ?? '');
  return [];
};

const judgePositionals = ({ positionals: names }: Command, given: readonly string[], messages: CliMessages): readonly string[] => {
  const several = names.at(-1)?.endsWith('…') === true;
  return [
    ...names.slice(given.length).map((argument) => fill(messages.argumentNeeded, { argument: argument.replace('…', '') })),
    ...(several ? [] : given.slice(names.length).map((argument) => fill(messages.argumentTooMany, { argument }))),
  ];
};
