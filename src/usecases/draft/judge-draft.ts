import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { compileFieldCheck, type FieldCheck } from '#core/compile/field-check.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition, Values } from '#core/definition/definition.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import { judgeCreate } from '#core/record/judge.ts';
import { findDraft, openDrafts } from '#usecases/draft/draft.ts';
import { isBag, readDocument } from '#usecases/draft/save-draft.ts';
import { done, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { askerOf, lookupOf } from '#usecases/table/open-table.ts';

/** Values tried in the form of a draft: a stored one by its id, any other by its document, which wins. */
export interface Trying {
  readonly key: string;
  readonly id?: string | undefined;
  readonly document?: unknown;
  readonly values: unknown;
}

/** The verdict on a new record under a draft; nothing is stored. Doubles are not looked for: the draft has no rows of its own. */
export interface TriedValues {
  readonly table: CompiledTable;
  /** What would be stored: cleaned, with defaults. */
  readonly values: Values;
  readonly problems: readonly Problem[];
}

/** Whether the caller may try anything here, judged before a body is read; a table that is gone has only its stored drafts. */
export const openTrying = async (
  world: World,
  caller: Caller,
  { key, id }: Pick<Trying, 'key' | 'id'>,
): Promise<Outcome<Definition | undefined>> => {
  if (id !== undefined) {
    const found = await findDraft(world, caller, { key, id });
    return found.ok ? done(found.value.document) : found;
  }
  const state = openDrafts(world, caller, key);
  if (!state.ok) return state;
  return state.value === 'gone' ? notFound : done(undefined);
};

/** Judges values as a create would be if the draft were live. A draft with faults judges nothing: they are the answer, under `/document`. */
export const judgeDraft = async (world: World, caller: Caller, given: Trying): Promise<Outcome<TriedValues>> => {
  const document = await documentOf(world, caller, given);
  if (!document.ok) return document;
  const { values } = given;
  if (!isBag(values)) return refusedFor(problem('draft-values', '/values'));
  const form = formOf(document.value, world.tables.any(given.key)?.table.revision ?? 1);
  if (!form.ok) return form;
  const { table, check } = form.value;
  const verdict = judgeCreate(values, {
    table,
    check,
    lookup: lookupOf(world, caller.language),
    asker: askerOf(world, caller),
    now: new Date(world.now()).toISOString(),
    givesNumbers: true,
  });
  return done({ table, values: verdict.values, problems: verdict.problems });
};

const documentOf = async (world: World, caller: Caller, given: Trying): Promise<Outcome<Definition>> => {
  const opened = await openTrying(world, caller, given);
  if (!opened.ok) return opened;
  if (given.document === undefined && opened.value !== undefined) return done(opened.value);
  const read = readDocument(given.document, given.key);
  return read.ok ? done(read.value) : refusedFor(...read.problems);
};

interface TriedForm {
  readonly table: CompiledTable;
  readonly check: FieldCheck;
}

/** Forms tried lately by their document: whoever fills one asks again with every field they leave. */
const forms = new Map<string, TriedForm>();
const mostForms = 8;

const formOf = (document: Definition, revision: number): Outcome<TriedForm> => {
  const name = JSON.stringify([revision, document]);
  const known = forms.get(name);
  if (known) return done(known);
  const checked = checkDefinition(document);
  if (!checked.ok) return refusedFor(...checked.problems.map((fault) => ({ ...fault, path: pointer('document') + fault.path })));
  const table = compileTable(checked.value, revision);
  const form = { table, check: compileFieldCheck(table) };
  const [oldest] = forms.keys();
  if (forms.size >= mostForms && oldest !== undefined) forms.delete(oldest);
  forms.set(name, form);
  return done(form);
};
