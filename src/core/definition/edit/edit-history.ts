import type { Definition } from '#core/definition/definition.ts';
import { applyEdit } from '#core/definition/edit/apply-edit.ts';
import type { Edit, Edited, EditKind, EditScene } from '#core/definition/edit/edit.ts';
import { diffJson, patchJson } from '#core/definition/edit/json-patch.ts';
import { ok, type Result } from '#core/problem.ts';

/** One step back or forth; `kind` is the edit it takes back or makes again, `joins` what the next edit may be joined by. */
export interface EditStep {
  readonly kind: EditKind;
  readonly edit: Edit;
  readonly joins?: string;
}

/** What can be undone and made again, as plain data: it may be stored beside the draft. */
export interface EditHistory {
  readonly past: readonly EditStep[];
  readonly future: readonly EditStep[];
}

export const noHistory: EditHistory = { past: [], future: [] };

const mostSteps = 200;

/** Remembers an edit that was made. With the same `joins` as the step before, typing a word is one step. */
export const remember = (history: EditHistory, { definition, inverse }: Edited, what: Pick<EditStep, 'kind' | 'joins'>): EditHistory => {
  const last = history.past.at(-1);
  const joined = what.joins !== undefined && last?.joins === what.joins && history.future.length === 0;
  if (joined && last.edit.kind === 'put' && inverse.kind === 'put') {
    const before = patchJson(patchJson(definition, inverse.patch), last.edit.patch);
    const patch = diffJson(definition, before);
    const past = history.past.slice(0, -1);
    return { past: patch ? [...past, { ...what, edit: { kind: 'put', patch } }] : past, future: [] };
  }
  return { past: [...history.past.slice(1 - mostSteps), { ...what, edit: inverse }], future: [] };
};

interface Moved {
  readonly definition: Definition;
  readonly history: EditHistory;
}

/** Takes the last edit back; undefined where there is none. */
export const undo = (definition: Definition, history: EditHistory, scene: EditScene): Result<Moved> | undefined => {
  const step = history.past.at(-1);
  if (!step) return undefined;
  const made = applyEdit(definition, step.edit, scene);
  if (!made.ok) return made;
  const future = [...history.future, { kind: step.kind, edit: made.value.inverse }];
  return ok({ definition: made.value.definition, history: { past: history.past.slice(0, -1), future } });
};

/** Makes the edit again that was taken back last; undefined where there is none. */
export const redo = (definition: Definition, history: EditHistory, scene: EditScene): Result<Moved> | undefined => {
  const step = history.future.at(-1);
  if (!step) return undefined;
  const made = applyEdit(definition, step.edit, scene);
  if (!made.ok) return made;
  const past = [...history.past, { kind: step.kind, edit: made.value.inverse }];
  return ok({ definition: made.value.definition, history: { past, future: history.future.slice(0, -1) } });
};
