import { DatabaseUnavailable } from '#usecases/ports/database.ts';

/** How units are sent: all answers in the order of the units, or one error for all of them. */
export interface WriteQueueOptions<Unit, Answer> {
  readonly send: (units: readonly Unit[]) => Promise<readonly Answer[]>;
  /** Milliseconds. */
  readonly now: () => number;
}

interface Sized {
  /** Characters, about. */
  readonly size: number;
  /** Id of the one row it writes, '' where there is none. */
  readonly row: string;
}

interface Waiting<Unit, Answer> {
  readonly unit: Unit;
  readonly since: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Nobody waits for many neighbours, nor for a neighbour's long texts. */
const mostTogether = 16;
const mostCharacters = 1_000_000;
/** As long as a page waits for its answer. */
const patience = 5_000;

/**
 * Units that wait while another is under way travel together: one request, one transaction, one sync of the disk. Each gets its own answer;
 * DatabaseUnavailable where one waited 5 s for its turn.
 */
export function openWriteQueue<Unit extends Sized, Answer>({ send, now }: WriteQueueOptions<Unit, Answer>) {
  const waiting: Waiting<Unit, Answer>[] = [];
  let isUnderWay = false;
  const deliver = async (group: readonly Waiting<Unit, Answer>[]): Promise<void> => {
    try {
      const answers = await send(group.map(({ unit }) => unit));
      for (const [at, { resolve, reject }] of group.entries()) {
        const answer = answers[at];
        if (answer === undefined) reject(new Error('A unit of work was left without an answer'));
        else resolve(answer);
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };
  const work = async (): Promise<void> => {
    if (isUnderWay) return;
    isUnderWay = true;
    while (waiting.length > 0) {
      const group = takeGroup(waiting).filter((one) => now() - one.since < patience || giveUp(one));
      if (group.length > 0) await deliver(group);
    }
    isUnderWay = false;
  };
  return (unit: Unit): Promise<Answer> =>
    new Promise((resolve, reject) => {
      waiting.push({ unit, since: now(), resolve, reject });
      void work();
    });
}

const takeGroup = <Unit extends Sized, Answer>(waiting: Waiting<Unit, Answer>[]): Waiting<Unit, Answer>[] => {
  let [count, characters] = [0, 0];
  for (const { unit } of waiting) {
    characters += unit.size;
    if (count === mostTogether || (count > 0 && characters > mostCharacters)) break;
    count += 1;
  }
  return waiting.splice(0, count).sort((left, right) => (left.unit.row < right.unit.row ? -1 : left.unit.row > right.unit.row ? 1 : 0));
};

const giveUp = ({ reject }: Pick<Waiting<never, never>, 'reject'>): false => {
  reject(new DatabaseUnavailable('The database was too busy'));
  return false;
};
