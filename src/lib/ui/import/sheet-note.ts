import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';
import type { Match, Proposal } from './import-facts.ts';

/** What is known of the chosen sheet, in one line. */
export const sheetNote = (facts: Match | Proposal, { importing }: Pick<Messages, 'importing'>): string => {
  const { headerRow, rows, columns, blankRows } = facts;
  const counts = { rows: rows.toLocaleString('en'), columns: columns.length };
  const first =
    headerRow === null || headerRow === 0
      ? fill(importing.sheetNoHeader, counts)
      : fill(importing.sheetFacts, { ...counts, header: headerRow });
  return blankRows > 0 ? `${first} · ${fill(importing.sheetBlank, { count: blankRows })}` : first;
};
