import type { Values } from '#core/definition/definition.ts';
import { merge, type Overlap } from '#core/record/merge.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { type ApiRecord, type SaidProblem, type Sent, sendWrite } from '#ui/record/record-api.ts';
import type { TableModel } from '#ui/list/table-facts.ts';
import type { FormModel } from './form-model.svelte.ts';

/** How a save ended. `merged`: somebody else had changed other fields meanwhile, and both are kept. */
export type Saved =
  | { readonly kind: 'done'; readonly record: StoredRecord; readonly warnings: readonly SaidProblem[]; readonly merged: boolean }
  | { readonly kind: 'overlap'; readonly overlaps: readonly Overlap[] }
  | { readonly kind: 'unsound' }
  | Extract<Sent, { kind: 'refused' | 'signed-out' | 'gone' | 'offline' }>;

/** The API leaves out what is unset; forms and judgements want it as null. */
export const wholeRecord = (answer: ApiRecord, model: TableModel, before: StoredRecord | undefined): StoredRecord => ({
  id: answer.id,
  version: answer.version,
  revision: answer.revision,
  created: answer.created,
  createdBy: before?.createdBy ?? model.asker.me,
  updated: answer.updated,
  updatedBy: model.asker.me,
  deleted: '',
  owner: ownerOf(answer, model) ?? before?.owner ?? model.asker.me,
  differs: before?.differs ?? [],
  kept: before?.kept ?? {},
  values: Object.fromEntries(model.table.fields.map((field) => [field.key, answer.values[field.key] ?? null])),
});

const ownerOf = (answer: ApiRecord, { table }: TableModel): string | undefined => {
  if (!table.ownerField) return undefined;
  const owner = answer.values[table.ownerField.key];
  return typeof owner === 'string' ? owner : '';
};

const mostTries = 4;

/**
 * Sends a form. When the row was changed meanwhile, disjoint changes are put on top of it, judged anew and sent again without a question;
 * a field that both changed comes back as an overlap, with the newer row already standing in the form.
 */
export const saveRecord = async (form: FormModel, model: TableModel, key: string): Promise<Saved> => {
  const { record } = form;
  if (record === undefined) {
    const sent = await sendWrite({ table: model.table.key, method: 'POST', revision: model.revision, values: form.changes, key });
    return settle(sent, { form, model, merged: false });
  }
  for (let tries = 0; tries < mostTries; tries += 1) {
    const base: StoredRecord = form.record ?? record;
    const mine: Values = form.changes;
    if (Object.keys(mine).length === 0) return { kind: 'done', record: base, warnings: [], merged: tries > 0 };
    const sent = await sendWrite({
      table: model.table.key,
      method: 'PATCH',
      id: base.id,
      version: base.version,
      revision: model.revision,
      values: mine,
    });
    if (sent.kind !== 'stale') return settle(sent, { form, model, merged: tries > 0 });
    const theirs = wholeRecord(sent.record, model, base);
    const { changes, overlaps } = merge(base.values, mine, theirs.values);
    form.rebase(theirs, { ...changes, ...Object.fromEntries(overlaps.map((overlap) => [overlap.key, overlap.mine])) });
    if (overlaps.length > 0) return { kind: 'overlap', overlaps };
    if (form.verdict.problems.length > 0) return { kind: 'unsound' };
  }
  return { kind: 'offline' };
};

interface Scene {
  readonly form: FormModel;
  readonly model: TableModel;
  readonly merged: boolean;
}

const settle = (sent: Sent, { form, model, merged }: Scene): Saved => {
  if (sent.kind === 'stale') return { kind: 'offline' };
  if (sent.kind !== 'done') return sent;
  const record = wholeRecord(sent.record, model, form.record);
  form.reset();
  form.rebase(record, {});
  return { kind: 'done', record, warnings: sent.warnings, merged };
};
