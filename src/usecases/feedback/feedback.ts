import type { FeedbackLine } from '#core/review/review-facts.ts';
import { pointer, problem } from '#core/problem.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { done, forbidden, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

export type FeedbackState = 'open' | 'done';

export interface NewFeedback {
  readonly field: string;
  /** `#unclear` and the like, or words of one's own. */
  readonly words: string;
}

const longest = 500;
/** Open remarks of one person on one table: beyond it somebody plays. */
const mostOpen = 200;

const lineSql = `json_object('id', id, 'field', field, 'person', person, 'words', words, 'at', created_at)`;

/** Newest first. */
export const readFeedback = (world: World, tbl: string, state: FeedbackState): Promise<readonly FeedbackLine[]> =>
  world.db.read<FeedbackLine>({
    text: `select ${lineSql} as j from b_feedback where tbl = :tbl and state = :state and field <> '' order by created_at desc, id desc limit 2000`,
    params: { tbl, state },
  });

/** Anybody who sees the field may say something about it; it waits for the next review. */
export const giveFeedback = async (world: World, access: TableAccess, given: NewFeedback): Promise<Outcome<FeedbackLine>> => {
  const field = access.table.field(given.field);
  const readers = field?.schema['x-access']?.read;
  if (!field || (readers !== undefined && !readers.includes(access.caller.role)))
    return refusedFor(problem('unknown-field', pointer('field'), { field: given.field.slice(0, 80) }));
  const words = given.words.normalize('NFC').trim();
  if (words === '') return refusedFor(problem('feedback-empty', pointer('words')));
  if ([...words].length > longest) return refusedFor(problem('too-long', pointer('words'), { limit: longest, count: [...words].length }));
  const line: FeedbackLine = { id: world.newId(), field: field.key, person: access.caller.id, words, at: access.now };
  const result = await world.db.write([
    {
      text: `insert into b_feedback (id, tbl, field, revision, person, words, answer, state, created_at, updated_at) select :id, :tbl, :field, :revision, :person, :words, '', 'open', :at, :at where (select count(*) from b_feedback where tbl = :tbl and person = :person and state = 'open') < ${mostOpen}`,
      params: { ...line, tbl: access.table.key, revision: access.table.revision },
      changes: 1,
    },
  ]);
  return result.ok ? done(line) : refusedFor(problem('feedback-too-many', '', { most: mostOpen }));
};

export const listFeedback = async (world: World, access: TableAccess): Promise<Outcome<readonly FeedbackLine[]>> =>
  canManageTables(access.caller) ? done(await readFeedback(world, access.table.key, 'open')) : forbidden(problem('no-right-tables'));

/** Takes a remark off the list, with a word for whoever made it. */
export const settleFeedback = async (
  world: World,
  access: TableAccess,
  { id, answer }: { readonly id: string; readonly answer: string },
): Promise<Outcome<true>> => {
  if (!canManageTables(access.caller)) return forbidden(problem('no-right-tables'));
  const result = await world.db.write([
    {
      text: `update b_feedback set state = 'done', answer = :answer, updated_at = :at where id = :id and tbl = :tbl and state = 'open'`,
      params: { id, tbl: access.table.key, answer: answer.trim().slice(0, longest), at: access.now },
      changes: 1,
    },
  ]);
  return result.ok ? done(true) : notFound;
};
