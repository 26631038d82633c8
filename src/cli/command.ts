import type { CliMessages } from '#messages/zh-CN/cli.ts';
import type { Messages } from '#messages/messages.ts';
import type { Language } from '#messages/language.ts';

export interface Flag {
  /** Name of the value in the usage line; a switch has none. */
  readonly value?: string;
  readonly words: keyof CliMessages;
  readonly needed?: boolean;
}

/** What a command was given, already judged: every needed argument and flag is there. */
export interface Given {
  readonly positionals: readonly string[];
  readonly flags: ReadonlyMap<string, string>;
}

/** Where a command speaks. Results go to `say`, all else to `complain`. */
export interface Speaker {
  readonly language: Language;
  readonly messages: Messages;
  say(text: string): void;
  complain(text: string): void;
}

export interface Command {
  readonly name: string;
  readonly words: keyof CliMessages;
  /** Names of the arguments in order; one that ends with … may stand several times. */
  readonly positionals: readonly string[];
  readonly flags: Readonly<Record<string, Flag>>;
  /** Answers whether it did what it was asked for. */
  run(given: Given, speaker: Speaker): Promise<boolean>;
}
