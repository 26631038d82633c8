import type { Change } from '#core/definition/change.ts';
import type { ProblemParam } from '#core/problem.ts';
import type { Messages } from './messages.ts';
import { fillNamed, paramsIn } from './name-in.ts';

/** The sentence for one difference between two definitions, or for what it means elsewhere; types, keywords and places by their names. */
export const wordChange = (told: Pick<Change, 'kind' | 'params' | 'english'>, messages: Messages): string => {
  const { kind } = told;
  const params = paramsIn(told, messages);
  const sentences: Readonly<Record<string, string>> = { ...messages.change, ...messages.impact };
  const template = Object.hasOwn(sentences, kind) ? sentences[kind] : undefined;
  const worded = Object.entries(params).map(([name, param]) => [name, named(kind, [name, param], messages)] as const);
  return fillNamed(template ?? kind, Object.fromEntries(worded), messages);
};

type Words = Readonly<Record<string, string>>;

const named = (kind: string, [name, param]: readonly [string, ProblemParam], messages: Messages): ProblemParam => {
  const [types, keywords, places]: readonly Words[] = [messages.fieldType, messages.keyword, messages.viewPlace];
  if (kind === 'type-changed' && (name === 'from' || name === 'to')) return types?.[String(param)] ?? param;
  if (name === 'keyword') return keywords?.[String(param)] ?? param;
  if (name === 'places' && typeof param === 'object') return param.map((place) => places?.[place] ?? place);
  if ((name === 'read' || name === 'update') && typeof param === 'object') return param.map((role) => roleWord(role, messages));
  return (name === 'from' || name === 'to') && param === '' ? '—' : param;
};

const roleWord = (role: string, { shell }: Messages): string => {
  if (role === 'staff') return shell.roleStaff;
  return role === 'manager' ? shell.roleManager : role === 'admin' ? shell.roleAdmin : role;
};
