import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';
import type { PublishFacts, RevisionLine } from './revision-facts.ts';

type Words = Messages['revision'];

/** What the page is about; `open`: the revision is still on its way. */
export const titleOf = (
  { facts: { stored }, open, number }: { readonly facts: PublishFacts; readonly open: boolean; readonly number: number },
  words: Words,
): string => {
  if (open) return fill(words.title, { number });
  return stored === null ? words.titleHistory : fill(words.titleStored, { number: stored.number });
};

/** Where the revision stands; '' where there is nothing to say. `count`: its changes, undefined until they are known. */
export const badgeOf = (
  {
    facts: { stored, live },
    open,
    count,
  }: { readonly facts: Pick<PublishFacts, 'stored' | 'live'>; readonly open: boolean; readonly count: number | undefined },
  words: Words,
): string => {
  if (stored === null && !open) return '';
  if (stored === null) return count === undefined ? words.stateDraft : fill(words.draftBadge, { count });
  return stateWords(stored, live, words);
};

/** 现用, 试用中, 已回滚 and the like; '' for an earlier published one. */
export const stateWords = (line: RevisionLine, live: number, words: Words): string => {
  if (line.live) return words.stateLive;
  if (line.state === 'published') return line.number > live ? words.stateBack : '';
  return {
    draft: words.stateDraft,
    waiting: words.stateWaiting,
    trial: words.stateTrial,
    publishing: words.statePublishing,
    withdrawn: words.stateWithdrawn,
  }[line.state];
};
