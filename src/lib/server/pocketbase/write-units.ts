import type { Statement, StatementResult, WriteConflict, WriteResult } from '#usecases/ports/database.ts';
import { asJsonArray, parseSqlText, pickParams } from '../sqlite/sql-text.ts';
import type { PocketbaseClient } from './pocketbase-client.ts';
import { refusal } from './refusal.ts';

/** A statement as it travels: the values stand in the order of ?1, ?2 … */
interface TravellingStatement {
  readonly text: string;
  readonly values: readonly (string | number | null)[];
  readonly changes: number | null;
  readonly returns: boolean;
}

export interface TravellingUnit {
  readonly statements: readonly TravellingStatement[];
  /** Characters of its values, about. */
  readonly size: number;
  /** Id of the one row it writes, '' where there is none. */
  readonly row: string;
}

/** What pb_hooks answers for a unit; `message`: what SQLite said. */
export type UnitAnswer =
  { readonly results: readonly StatementResult[] } | { readonly conflict: WriteConflict } | { readonly message: string };

/** Throws on a mistake of the unit itself, before it meets any other. */
export const packUnit = (unit: readonly Statement[], row = ''): TravellingUnit => {
  let size = 0;
  const statements = unit.map((statement) => {
    const { names, numbered } = parseSqlText(statement.text);
    const values = Object.values(pickParams(names, statement));
    for (const value of values) size += typeof value === 'string' ? value.length : 8;
    const returns = statement.returns === true;
    return { text: returns ? asJsonArray(numbered) : numbered, values, changes: statement.changes ?? null, returns };
  });
  return { statements, size, row };
};

/** Sends units that are each all or nothing; a text that several statements share travels once. A job's texts do not stay prepared. */
export async function sendUnits(client: PocketbaseClient, units: readonly TravellingUnit[], job: boolean): Promise<readonly UnitAnswer[]> {
  const places = new Map<string, number>();
  const placeOf = (text: string): number => {
    const place = places.get(text) ?? places.size;
    places.set(text, place);
    return place;
  };
  const wire = units.map(({ statements }) =>
    statements.map(({ text, values, changes, returns }) => [placeOf(text), values, changes, returns]),
  );
  const body = { texts: [...places.keys()], units: wire, keep: !job };
  const answer = await client.send({ method: 'POST', path: '/api/biaoli/write', body, job, repeatable: false });
  if (answer.status !== 200) throw refusal(answer, body.texts.join(' ¦ '));
  return JSON.parse(answer.text);
}

/** The answer to a unit as the port gives it. Throws on what is neither done nor a conflict. */
export const resultOf = (answer: UnitAnswer | undefined, { statements }: TravellingUnit): WriteResult => {
  if (answer && 'results' in answer) return { ok: true, results: answer.results };
  if (answer && 'conflict' in answer) return { ok: false, conflict: answer.conflict };
  throw refusal({ status: 200, text: answer?.message ?? 'no answer' }, statements.map(({ text }) => text).join(' ¦ '));
};
