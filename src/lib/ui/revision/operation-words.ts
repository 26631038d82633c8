import type { Definition, Option } from '#core/definition/definition.ts';
import type { Language } from '#messages/language.ts';
import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';
import { titleOf } from '#ui/field/title-of.ts';
import type { DataJob } from './revision-facts.ts';

/** What was done to options, as usecases/view/option-operation tells it. */
export interface ToldOperation {
  readonly kind: 'replace' | 'undo';
  readonly field: string;
  readonly from: readonly Option[];
  readonly to: Option | null;
  readonly count: number;
}

interface Told {
  readonly definition: Definition;
  readonly language: Language;
  readonly messages: Messages;
}

/** What the product did by itself, as a sentence; undefined where its field or options are not known any more. */
export const operationWords = (operation: ToldOperation, { definition, language, messages }: Told): string | undefined => {
  const { revision: words, condition } = messages;
  const field = definition.record.properties[operation.field] ?? definition.record['x-removed']?.[operation.field];
  if (field === undefined || operation.from.length === 0) return undefined;
  const from = operation.from.map((option) => fill(words.quoted, { words: titleOf(option, language) })).join(condition.list);
  const to = operation.to === null ? '' : titleOf(operation.to, language);
  const named = { field: titleOf(field, language), from, to, count: operation.count.toLocaleString('en') };
  if (operation.kind === 'undo') return fill(words.saidUndone, named);
  return fill(operation.count > 0 ? words.saidReplaced : words.saidRetired, named);
};

const isOption = (part: unknown): part is Option => typeof part === 'object' && part !== null && 'const' in part && 'title' in part;

/** The same of a job that made a revision: an undo is told by the replacement it took back. */
export const operationOf = (jobs: readonly DataJob[], number: number): ToldOperation | undefined => {
  const job = jobs.find(({ kind, params }) => (kind === 'replace' || kind === 'undo') && params?.['revision'] === number);
  const asked = job?.kind === 'undo' ? jobs.find(({ id }) => id === job.params?.['job'])?.params : job?.params;
  const { field, from, to, options } = asked ?? {};
  if (job === undefined || typeof field !== 'string' || !Array.isArray(from) || !Array.isArray(options)) return undefined;
  const known = options.filter(isOption);
  const heir = known.find((option) => option.const === to) ?? null;
  const replaced = known.filter((option) => from.includes(option.const));
  return { kind: job.kind === 'undo' ? 'undo' : 'replace', field, from: replaced, to: heir, count: job.done };
};
