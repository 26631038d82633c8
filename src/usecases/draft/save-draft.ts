import type { Definition } from '#core/definition/definition.ts';
import { measure } from '#core/definition/measure.ts';
import { ok, problem, refused, type Result } from '#core/problem.ts';
import { findDraft, openDrafts, type Draft } from '#usecases/draft/draft.ts';
import { done, forbidden, notFound, refusedFor, versionMissing, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';

const mostDrafts = 50;
const longestTitle = 100;
const longestNote = 2000;

export interface NewDraft {
  readonly key: string;
  /** Number of the revision it began from; the live one where it names none. */
  readonly base?: number | undefined;
  readonly document: unknown;
  readonly title?: string | undefined;
  readonly note?: string | undefined;
}

/** Keeps a document that somebody is working on; it may have faults, publishing judges it. */
export const makeDraft = async (world: World, caller: Caller, given: NewDraft): Promise<Outcome<Draft>> => {
  const state = openDrafts(world, caller, given.key);
  if (!state.ok) return state;
  const entry = world.tables.any(given.key);
  if (!entry) return notFound;
  const document = readDocument(given.document, given.key);
  const words = checkWords(given);
  if (!document.ok) return refusedFor(...document.problems);
  if (!words.ok) return refusedFor(...words.problems);
  const [mine = 0] = (
    await world.db.read<readonly [number]>({
      text: 'select json_array(count(*)) as j from b_drafts where tbl = :key and person = :by',
      params: { key: given.key, by: caller.id },
    })
  ).flat();
  if (mine >= mostDrafts) return refusedFor(problem('too-many-drafts', '', { most: mostDrafts }));
  const id = world.newId();
  await world.db.write([
    {
      text: `insert into b_drafts (id, tbl, person, base, title, note, document, created_at, updated_at, version, state) values (:id, :key, :by, coalesce((select number from b_revisions where tbl = :key and number = :base), :live), :title, :note, :document, :now, :now, 1, '')`,
      params: {
        id,
        key: given.key,
        by: caller.id,
        base: given.base ?? 0,
        live: entry.table.revision,
        title: given.title ?? '',
        note: given.note ?? '',
        document: JSON.stringify(document.value),
        now: new Date(world.now()).toISOString(),
      },
    },
  ]);
  return findDraft(world, caller, { key: given.key, id });
};

export interface SavedDraft {
  readonly key: string;
  readonly id: string;
  /** The version that was changed; undefined is refused. */
  readonly version: number | undefined;
  readonly document?: unknown;
  readonly title?: string | undefined;
  readonly note?: string | undefined;
  /** A merge moves the draft to the revision it was joined with. */
  readonly base?: number | undefined;
}

/** `stale`: it was saved elsewhere meanwhile and nothing was written; `draft` is as it stands now. */
export interface DraftSave {
  readonly stale: boolean;
  readonly draft: Draft;
}

/** Saves one's own draft over the version that was changed. The draft of a table in the bin is still saved: nothing is lost. */
export const saveDraft = async (world: World, caller: Caller, given: SavedDraft): Promise<Outcome<DraftSave>> => {
  const found = await findDraft(world, caller, given);
  if (!found.ok) return found;
  if (found.value.person !== caller.id) return forbidden(problem('draft-of-other', '', { name: found.value.name }));
  if (given.version === undefined) return versionMissing;
  const document = given.document === undefined ? ok(found.value.document) : readDocument(given.document, given.key);
  const words = checkWords(given);
  if (!document.ok) return refusedFor(...document.problems);
  if (!words.ok) return refusedFor(...words.problems);
  const result = await world.db.write([
    {
      text: `update b_drafts set document = :document, title = :title, note = :note, base = :base, updated_at = :now, version = version + 1 where id = :id and version = :version`,
      params: {
        id: given.id,
        version: given.version,
        document: JSON.stringify(document.value),
        title: given.title ?? found.value.title,
        note: given.note ?? found.value.note,
        base: given.base ?? found.value.base,
        now: new Date(world.now()).toISOString(),
      },
      changes: 1,
    },
  ]);
  const saved = await findDraft(world, caller, given);
  return saved.ok ? done({ stale: !result.ok, draft: saved.value }) : saved;
};

/** Throws one's own draft away. */
export const dropDraft = async (
  world: World,
  caller: Caller,
  place: { readonly key: string; readonly id: string },
): Promise<Outcome<true>> => {
  const found = await findDraft(world, caller, place);
  if (!found.ok) return found;
  if (found.value.person !== caller.id) return forbidden(problem('draft-of-other', '', { name: found.value.name }));
  await world.db.write([{ text: 'delete from b_drafts where id = :id and person = :by', params: { id: place.id, by: caller.id } }]);
  return done(true);
};

const parts = ['record', 'access'] as const;
const lists = ['layout', 'views', 'reminders'] as const;

/** A draft may have any fault but one: it must be a document of its table, or nobody could open it. */
export const readDocument = (input: unknown, key: string): Result<Definition> => {
  const tooMuch = measure(input);
  if (tooMuch.length > 0) return refused(...tooMuch);
  if (!isDocument(input)) return refused(problem('edit-document', '/document'));
  return input.key === key ? ok(input) : refused(problem('other-table', '/document/key', { key }));
};

export const isBag = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

const isDocument = (input: unknown): input is Definition =>
  isBag(input) &&
  typeof input['key'] === 'string' &&
  typeof input['title'] === 'string' &&
  parts.every((part) => isBag(input[part])) &&
  isBag(input['record']) &&
  isBag(input['record']['properties']) &&
  lists.every((list) => Array.isArray(input[list]));

const checkWords = ({
  title = '',
  note = '',
}: {
  readonly title?: string | undefined;
  readonly note?: string | undefined;
}): Result<true> => {
  if ([...title].length > longestTitle) return refused(problem('draft-title-long', '/title', { max: longestTitle }));
  return [...note].length > longestNote ? refused(problem('note-too-long', '/note', { max: longestNote })) : ok(true);
};
