import type { Finding } from '#core/review/finding.ts';
import { fill } from './fill.ts';
import type { Messages } from './messages.ts';

const said = (words: Readonly<Record<string, string>>, key: string): string => (Object.hasOwn(words, key) ? (words[key] ?? key) : key);

export const wordFinding = ({ kind, params }: Finding, { finding }: Messages): string => fill(finding[kind], params);

/** The figures behind a finding; what is told depends on how it was found. */
export const wordFindingWhy = ({ kind, params }: Finding, { findingWhy }: Messages): string => {
  if (kind === 'empty-field') return fill(params['shown'] === true ? findingWhy[kind] : findingWhy['empty-field-unseen'], params);
  if (kind !== 'duplicate') return fill(findingWhy[kind], params);
  if (params['sameTitle'] === true && params['both'] === 0) return findingWhy['duplicate-title'];
  return fill(params['sampled'] === true ? findingWhy['duplicate-sampled'] : findingWhy.duplicate, params);
};

export const wordProposal = ({ proposal: kind, params }: Finding, { proposal }: Messages): string => fill(proposal[kind], params);

/** One piece of evidence: texts and options as they are, refusals and remarks by their names. */
export const wordEvidence = ({ kind }: Finding, words: string, { errorWord, feedback }: Messages): string => {
  if (kind === 'error-spot') return said(errorWord, words);
  return kind === 'feedback' ? said(feedback, words) : words;
};
