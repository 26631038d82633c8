import type { Definition, FieldSchema, FieldTypeName } from '#core/definition/definition.ts';
import type { SaidProblem } from './ask.ts';

/** A sheet of an uploaded workbook. */
export interface SheetChoice {
  readonly index: number;
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly hidden: boolean;
}

/** What `POST /api/v1/uploads` answers. */
export interface Upload {
  readonly upload: string;
  readonly file: string;
  readonly kind: string;
  readonly encoding: string | null;
  readonly sheets: readonly SheetChoice[];
  /** The sheet that is most likely meant. */
  readonly sheet: number;
}

interface SheetFacts {
  readonly sheet: number;
  /** Counted from 1; null where the sheet has no header. */
  readonly headerRow: number | null;
  readonly rows: number;
  readonly blankRows: number;
  readonly problems: readonly SaidProblem[];
}

export interface ProposedColumn {
  readonly index: number;
  readonly title: string;
  readonly required: boolean;
  readonly key: string;
  readonly field: FieldSchema;
  /** Why this type, as a sentence. */
  readonly words: string;
  readonly samples: readonly string[];
  readonly values: readonly string[];
  readonly filled: number;
  readonly distinct: number | null;
  readonly bad: number;
  /** Long numbers whose last digits the spreadsheet has already changed. */
  readonly rounded: number;
  readonly alternatives: readonly { readonly type: FieldTypeName; readonly bad: number }[];
  readonly people: readonly string[];
}

/** What `…/proposal` answers. */
export interface Proposal extends SheetFacts {
  readonly definition: Definition;
  readonly columns: readonly ProposedColumn[];
}

export interface MatchedColumn {
  readonly index: number;
  readonly title: string;
  readonly field: string | null;
  readonly reason: string | null;
  readonly samples: readonly string[];
  readonly rounded: number;
}

/** What `…/match` answers. */
export interface Match extends SheetFacts {
  readonly columns: readonly MatchedColumn[];
  readonly key: string | null;
  readonly ids: boolean;
}

export interface RefusedSample {
  readonly number: number;
  readonly name: string;
  readonly title: string;
  readonly field: string | null;
  readonly cell: string;
  readonly words: string;
}

/** What `GET /api/v1/imports/{id}` answers. */
export interface ImportReport {
  readonly id: string;
  readonly table: string;
  readonly file: string;
  readonly sheet: string;
  readonly state: 'running' | 'applying' | 'done' | 'cancelled' | 'failed';
  readonly dryRun: boolean;
  readonly total: number;
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly blankRows: number;
  readonly leftOut: readonly string[];
  readonly people: readonly string[];
  readonly samples: readonly RefusedSample[];
  readonly startedAt: string;
  readonly seconds: number;
  readonly words?: string;
}

export const isOver = ({ state }: ImportReport): boolean => state !== 'running' && state !== 'applying';

export interface TableField {
  readonly key: string;
  readonly title: string;
  readonly type: FieldTypeName;
}
