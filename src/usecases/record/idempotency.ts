import { problem } from '#core/problem.ts';
import { readRow, rowJson, type StoredRecord } from '#core/query/row-json.ts';
import type { UnitStatement } from '#core/record/unit.ts';
import { done, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { findWhole, shown } from '#usecases/record/find-record.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** An Idempotency-Key as it is stored: scoped to person and route, with the hash of the body it came with. */
export interface AnswerKey {
  readonly id: string;
  readonly bodyHash: string;
}

const lifetime = 24 * 3_600_000;

export const answerKeyOf = (
  world: World,
  parts: { readonly person: string; readonly route: string; readonly key: string; readonly body: string },
): AnswerKey => ({
  id: world.secrets.hashToken(`${parts.person}\n${parts.route}\n${parts.key}`),
  bodyHash: world.secrets.hashToken(parts.body),
});

/** Keeps the row as the unit leaves it under the key; part of that unit, so there is an answer exactly when there was a write. */
export const keepAnswer = (access: TableAccess, key: AnswerKey, recordId: string): readonly UnitStatement[] => [
  { text: 'delete from b_idempotency where created_at < :old', params: { old: new Date(Date.parse(access.now) - lifetime).toISOString() } },
  {
    text: `insert into b_idempotency (id, body_hash, answer, created_at) select :key, :hash, ${rowJson(access.whole)}, :now from ${access.table.collection} t where t.id = :id`,
    params: { key: key.id, hash: key.bodyHash, now: access.now, id: recordId },
    changes: 1,
  },
];

/**
 * The answer given before for this key; another body under the same key is refused. Undefined when there was none. Of an earlier revision,
 * whose cells stood in other places, it is the row as it is now, and not found where that is out of the caller's sight.
 */
export const earlierAnswer = async (world: World, access: TableAccess, key: AnswerKey): Promise<Outcome<StoredRecord> | undefined> => {
  const [row] = await world.db.read<readonly [string, string]>({
    text: 'select json_array(body_hash, answer) as j from b_idempotency where id = :id and created_at >= :old',
    params: { id: key.id, old: new Date(Date.parse(access.now) - lifetime).toISOString() },
  });
  if (!row) return undefined;
  if (row[0] !== key.bodyHash) return refusedFor(problem('key-other-body', '/Idempotency-Key'));
  const stored: unknown = JSON.parse(row[1]);
  if (!Array.isArray(stored)) return undefined;
  const answer = readRow(access.whole, stored);
  const record = answer.revision === access.whole.revision ? answer : await findWhole(world, access, answer.id);
  return record ? done(shown(access, record)) : notFound;
};
