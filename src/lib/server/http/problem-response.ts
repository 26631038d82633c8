import { pointer, problem, type Problem } from '#core/problem.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { leavesOf, type Condition } from '#core/condition/condition.ts';
import { findField } from '#core/condition/condition-field.ts';
import { titleIn } from '#core/naming.ts';
import { loadMessages } from '#messages/load-messages.ts';
import type { Language } from '#messages/language.ts';
import type { Messages } from '#messages/messages.ts';
import { tellCondition } from '#messages/tell-condition.ts';
import { wordConditional } from '#messages/word-conditional.ts';
import { fill } from '#messages/fill.ts';
import { wordProblem } from '#messages/word-problem.ts';

export interface SaidProblem {
  readonly path: string;
  readonly code: string;
  readonly words: string;
}

/** Problems as sentences; `{field}` is the title of the field a path begins with. */
export const sayProblems = async (
  problems: readonly Problem[],
  language: Language,
  table?: CompiledTable,
): Promise<readonly SaidProblem[]> => {
  const messages = await loadMessages(language);
  return problems.map((fault) => {
    const field = table?.fields.find(
      (candidate) => fault.path === pointer(candidate.key) || fault.path.startsWith(`${pointer(candidate.key)}/`),
    );
    const title = field && titleIn(field.schema, language);
    const because = table && field && conditionalWords(fault, { field, table, language, messages });
    if (because !== undefined)
      return { path: fault.path, code: fault.code, words: fill(messages.form.ofField, { field: title ?? '', words: because }) };
    const named = title === undefined ? fault : { ...fault, params: { field: title, ...fault.params } };
    return { path: fault.path, code: fault.code, words: wordProblem(named, messages) };
  });
};

/** The same words as in the form, as far as no person, moment or place has to be looked up for them. */
const conditionalWords = (
  fault: Problem,
  scene: { readonly field: CompiledField; readonly table: CompiledTable; readonly language: Language; readonly messages: Messages },
): string | undefined => {
  const { table, language, messages } = scene;
  const isPlain = (condition: Condition): boolean =>
    leavesOf(condition).every(({ field: key, value }) => value === undefined || !lookedUp.has(findField(table, key)?.type.name ?? ''));
  const narrator = { source: table, language, messages, sayValue: String };
  return wordConditional(fault, { ...scene, tell: (condition) => (isPlain(condition) ? tellCondition(condition, narrator) : undefined) });
};

const lookedUp: ReadonlySet<string> = new Set(['member', 'datetime', 'region']);

export interface ProblemAnswer {
  readonly status: number;
  readonly problems: readonly Problem[];
  readonly language: Language;
  readonly table?: CompiledTable | undefined;
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** RFC 9457 problem details: every problem listed, nothing of the inside shown. */
export const problemResponse = async ({ status, problems, language, table, extra, headers }: ProblemAnswer): Promise<Response> => {
  const said = await sayProblems(problems, language, table);
  const body = { type: 'about:blank', title: said[0]?.words ?? '', status, problems: said, ...extra };
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json', ...headers } });
};

export const unauthorized = (language: Language): Promise<Response> =>
  problemResponse({ status: 401, problems: [problem('sign-in-needed')], language, headers: { 'www-authenticate': 'Bearer' } });
export const notFoundResponse = (language: Language): Promise<Response> =>
  problemResponse({ status: 404, problems: [problem('not-found')], language });
