import { getContext, setContext } from 'svelte';
import type { LineBeside } from '#core/query/differing.ts';
import type { ToldOperation } from './operation-words.ts';

/** A line beside the one the form shows, as usecases/view/revision-news tells it. */
export interface KeptField extends LineBeside {
  /** `YYYY-MM-DD`; '' without end. */
  readonly until: string;
}

/** What a table tells about its revision to everybody who opens it. */
export interface RevisionNews {
  readonly number: number;
  readonly note: string;
  readonly published: string;
  readonly trial: { readonly until: string } | null;
  readonly kept: readonly KeptField[];
  /** Work on options that the product made a revision for by itself. */
  readonly operation: ToldOperation | null;
}

const place = Symbol('revision of a table');

/** The layout of a table tells its pages; read it anew, it changes when a revision is published. */
export const tellRevision = (news: () => RevisionNews): (() => RevisionNews) => setContext(place, news);

/** Undefined outside a table's pages, such as in the gallery of parts. */
export const useRevision = (): (() => RevisionNews) | undefined => getContext(place);
