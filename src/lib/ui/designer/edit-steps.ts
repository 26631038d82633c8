import type { Definition } from '#core/definition/definition.ts';
import { applyEdit } from '#core/definition/edit/apply-edit.ts';
import type { Edit, EditScene } from '#core/definition/edit/edit.ts';
import { ok, type Problem, type Result } from '#core/problem.ts';

/** One step of undo: the edits as made, and what takes each back. Steps with the same `run` that follow each other are one. */
export interface EditStep {
  readonly run: string;
  readonly edits: readonly Edit[];
  readonly inverses: readonly Edit[];
}

export interface MadeStep {
  readonly definition: Definition;
  readonly step: EditStep;
}

/** Makes several edits as one step, or none of them. */
export const makeStep = (
  definition: Definition,
  edits: readonly Edit[],
  { scene, run }: { scene: EditScene; run: string },
): Result<MadeStep> => {
  const [first] = edits;
  const made = applyEdit(definition, edits.length === 1 && first ? first : { kind: 'batch', edits }, scene);
  if (!made.ok) return made;
  return ok({ definition: made.value.definition, step: { run, edits, inverses: [made.value.inverse] } });
};

/** Whether a step goes on with what the one before began: the letters of one word, not two fields. */
export const joins = (before: EditStep | undefined, next: EditStep): before is EditStep =>
  before !== undefined && next.run !== '' && before.run === next.run;

export const joined = (before: EditStep, next: EditStep): EditStep => ({
  run: next.run,
  edits: [...before.edits, ...next.edits],
  inverses: [...next.inverses, ...before.inverses],
});

/** Takes edits that are known to fit; a fault in them is a bug. */
export const replay = (definition: Definition, edits: readonly Edit[], scene: EditScene): Definition =>
  edits.reduce((current, edit) => {
    const made = applyEdit(current, edit, scene);
    if (!made.ok) throw new Error(`cannot replay: ${said(made.problems)}`);
    return made.value.definition;
  }, definition);

const said = (problems: readonly Problem[]): string => problems.map(({ code, path }) => `${code} ${path}`).join(', ');
