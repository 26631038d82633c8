import type { Messages } from '#messages/messages.ts';
import { nameIn } from '#messages/name-in.ts';
import { linesOf } from './plan-lines.ts';
import type { Plan } from './revision-facts.ts';

/** The list to mend as rows of words: field, number, name, value now, value after, result. */
export const sampleRows = (
  { fields }: Pick<Plan, 'fields'>,
  messages: Pick<Messages, 'revision' | 'kit'>,
): readonly (readonly string[])[] => {
  const { revision: words } = messages;
  return [
    [words.field, words.number, words.name, words.valueNow, words.valueAfter, words.verdict],
    ...fields.flatMap((field) =>
      linesOf(field, 'all').map((line) => [
        nameIn(field, messages),
        line.number,
        line.title,
        line.before,
        line.after,
        line.kind === 'failing' ? words.failing : words.lossy,
      ]),
    ),
  ];
};

const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** CSV that Excel opens as UTF-8; nothing in it is taken for a formula. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
