import type { Definition } from '#core/definition/definition.ts';

/** A draft as the server keeps it; `version` goes up with every save. */
export interface DraftFacts {
  readonly id: string;
  readonly person: string;
  /** Name of the person. */
  readonly name: string;
  /** Number of the revision it began from. */
  readonly base: number;
  readonly version: number;
  /** '' where it has none. */
  readonly title: string;
  /** ISO moment. */
  readonly updated: string;
  readonly document: Definition;
}

/** A draft of somebody, without its document. */
export type DraftLine = Omit<DraftFacts, 'document' | 'base' | 'version'>;

/** What the designer page is given beside the table (+page.server.ts). */
export interface DesignerFacts {
  /** The document that staff fill in now, and its number. */
  readonly live: Definition;
  readonly revision: number;
  /** The draft at `?draft=`, else the person's own newest; null before the first edit. */
  readonly draft: DraftFacts | null;
  /** Every other draft of the table. */
  readonly others: readonly DraftLine[];
  /** Rows of the table, out of the bin. */
  readonly rows: number;
}
