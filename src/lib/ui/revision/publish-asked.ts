import type { PublishFacts, RevisionLine } from './revision-facts.ts';

/** What the page asks before it does it. */
export type Asked =
  | { readonly kind: 'publish' | 'return' | 'compare' | 'agree' }
  /** To another published revision. */
  | { readonly kind: 'back'; readonly line: RevisionLine };

/** Somebody wants to go back to this published revision and waits for a second person. */
export const isWayBack = (stored: PublishFacts['stored']): boolean => stored?.state === 'waiting' && stored.published !== '';
