import { type Sent, type Write, sendWrite } from '#ui/record/record-api.ts';
import type { ListRow } from './list-row.ts';

export interface RowOutcome {
  readonly row: ListRow;
  readonly sent: Sent;
}

const abreast = 4;

/** Sends one write for each row, four at a time; every row gets its own answer and `ontick` hears how many are through. */
export const writeRows = async (
  rows: readonly ListRow[],
  writeOf: (row: ListRow) => Write,
  ontick: (done: number) => void,
): Promise<readonly RowOutcome[]> => {
  const outcomes: RowOutcome[] = [];
  const waiting = [...rows];
  const work = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      outcomes.push({ row, sent: await sendWrite(writeOf(row)) });
      ontick(outcomes.length);
    }
  };
  await Promise.all(Array.from({ length: abreast }, work));
  return outcomes;
};

export const succeeded = (outcomes: readonly RowOutcome[]): readonly RowOutcome[] => outcomes.filter(({ sent }) => sent.kind === 'done');
export const failed = (outcomes: readonly RowOutcome[]): readonly RowOutcome[] => outcomes.filter(({ sent }) => sent.kind !== 'done');
