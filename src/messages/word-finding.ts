import type { Evidence, Finding } from '#core/review/finding.ts';
import { fill } from './fill.ts';
import type { Messages } from './messages.ts';
import { fillNamed, nameIn, paramsIn } from './name-in.ts';

const said = (words: Readonly<Record<string, string>>, key: string): string => (Object.hasOwn(words, key) ? (words[key] ?? key) : key);

export const wordFinding = (found: Finding, messages: Messages): string =>
  fillNamed(messages.finding[found.kind], paramsIn(found, messages), messages);

/** The figures behind a finding; what is told depends on how it was found. */
export const wordFindingWhy = (found: Finding, messages: Messages): string => {
  const { findingWhy } = messages;
  const { kind } = found;
  const params = paramsIn(found, messages);
  if (kind === 'empty-field') return fill(params['shown'] === true ? findingWhy[kind] : findingWhy['empty-field-unseen'], params);
  if (kind !== 'duplicate') return fill(findingWhy[kind], params);
  if (params['sameTitle'] === true && params['both'] === 0) return findingWhy['duplicate-title'];
  return fill(params['sampled'] === true ? findingWhy['duplicate-sampled'] : findingWhy.duplicate, params);
};

export const wordProposal = (found: Finding, messages: Messages): string =>
  fillNamed(messages.proposal[found.proposal], paramsIn(found, messages), messages);

/** One piece of evidence: texts and options as they are, refusals and remarks by their names. */
export const wordEvidence = ({ kind }: Finding, { words: title, english }: Evidence, messages: Messages): string => {
  const words = nameIn({ title, ...(english === undefined ? {} : { 'x-en': { title: english } }) }, messages);
  if (kind === 'error-spot') return said(messages.errorWord, words);
  return kind === 'feedback' ? said(messages.feedback, words) : words;
};
