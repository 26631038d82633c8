import type { Definition, FieldTypeName } from '#core/definition/definition.ts';
import type { EnglishNames, Titled } from '#core/naming.ts';
import type { SaidProblem } from '#ui/import/ask.ts';

/** What the API says of revisions (docs/api.md, Revisions). */
export interface RevisionLine {
  readonly number: number;
  readonly state: 'draft' | 'waiting' | 'trial' | 'publishing' | 'published' | 'withdrawn';
  readonly live: boolean;
  /** Live when it was stored; null on the oldest. */
  readonly base: number | null;
  readonly note: string;
  readonly author: string;
  readonly authorName: string;
  readonly created: string;
  /** '' until it is published. */
  readonly published: string;
  readonly trial: Trial | null;
  readonly approval: Approval | null;
}

export interface Trial {
  readonly people: readonly string[];
  readonly teams: readonly string[];
  /** `YYYY-MM-DD`, the last day. */
  readonly until: string;
}

export interface Approval {
  readonly by: string;
  readonly at: string;
  readonly state: 'asked' | 'approved' | 'returned';
  readonly words: string;
}

export interface WholeRevision extends RevisionLine {
  readonly definition: Definition;
  readonly mappings?: Mappings;
}

export interface SaidChange {
  readonly kind: string;
  readonly path: string;
  readonly effect: 'none' | 'rows' | 'refused';
  readonly refused: boolean;
  readonly words: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly english?: EnglishNames;
}

export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly number: string;
  /** In words; `after` is '' for nothing. */
  readonly before: string;
  readonly after: string;
  /** Clean ones only of fields that take their first values from another. */
  readonly kind: 'clean' | 'lossy' | 'failing';
  readonly codes: readonly string[];
}

export interface Counts {
  readonly clean: number;
  readonly lossy: number;
  readonly failing: number;
}

export interface PlannedField extends Counts, Titled {
  readonly key: string;
  /** Null where only rules are tighter. */
  readonly change: { readonly from: FieldTypeName; readonly to: FieldTypeName } | null;
  /** Where a new field takes its first values from. */
  readonly fill?: Titled & { readonly from: string };
  readonly samples: readonly Sample[];
  /** Failing texts, most frequent first. */
  readonly unread: readonly { readonly text: string; readonly count: number }[];
}

export interface Impact {
  readonly kind: string;
  readonly key: string;
  readonly words: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface Plan extends Counts {
  readonly refused: boolean;
  readonly changes: readonly SaidChange[];
  /** Why it cannot be published as it stands. */
  readonly problems: readonly SaidProblem[];
  readonly rows: number;
  readonly fields: readonly PlannedField[];
  readonly impact: readonly Impact[];
}

/** What a text becomes, by field and text: an option's id or the words of the value; '' is nothing. */
export type Mappings = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Differing {
  readonly count: number;
  readonly samples: readonly { readonly id: string; readonly title: string; readonly number: string; readonly fields: readonly string[] }[];
}

/** What a publish or a rollback reports. */
export interface PublishReport extends Counts {
  readonly number: number;
  readonly rows: number;
  readonly differing?: Differing;
  /** Fields whose original values stay until a day. */
  readonly kept?: readonly { readonly key: string; readonly title: string; readonly until: string }[];
  readonly seconds?: number;
}

/** A draft without its document. */
export interface DraftLine {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly base: number;
  readonly updated: string;
}

/** A draft of the designer, or undefined parts where it is gone. */
export interface PublishDraft {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly base: number;
  readonly version: number;
  readonly note: string;
  readonly document: Definition;
}

export interface DataJob {
  readonly id: string;
  readonly kind: 'plan' | 'publish' | 'trial' | 'replace' | 'undo';
  readonly state: 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly created: string;
  readonly report: Readonly<Record<string, unknown>> | null;
  /** What was asked: of a replacement `field`, `from`, `to`, of an undo the `job`. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What the publish page is given. */
export interface PublishFacts {
  readonly table: { readonly key: string; readonly title: string };
  readonly live: number;
  /** What staff fill in now. */
  readonly liveDefinition: Definition;
  readonly draft: PublishDraft | null;
  /** The address named a draft that is not there. */
  readonly draftGone: boolean;
  readonly stored: WholeRevision | null;
  /** Where the page is of none of them: every draft of the table. */
  readonly drafts: readonly DraftLine[];
  /** Newest first. */
  readonly revisions: readonly RevisionLine[];
  readonly jobs: readonly DataJob[];
  /** What was said of fields while `stored` was tried. */
  readonly feedback: readonly {
    readonly id: string;
    readonly field: string;
    readonly person: string;
    readonly words: string;
    readonly at: string;
    readonly open: boolean;
  }[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly email: string; readonly state: string }[];
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly me: { readonly id: string; readonly name: string };
  readonly today: string;
  readonly zone: string;
}
