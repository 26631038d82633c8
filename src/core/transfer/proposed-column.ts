import type { ProblemParam } from '#core/problem.ts';
import type { Pinyin } from '#core/transfer/field-key.ts';
import type { ColumnProfile } from '#core/transfer/profile-column.ts';

export interface ProposalContext {
  readonly pinyin: Pinyin;
  /** Code of the region a text names, undefined for none. */
  readonly regionCode?: (text: string) => string | undefined;
}

export interface ProposedColumn {
  readonly title: string;
  readonly profile: ColumnProfile;
  /** The workbook's own dropdown list for the column. */
  readonly list?: readonly string[] | undefined;
  /** The cells carry a currency format. */
  readonly money?: boolean | undefined;
}

export type Column = ProposedColumn & ProposalContext;

export interface Reason {
  /** One sentence per code in `src/messages/<language>/transfer.ts`. */
  readonly code: string;
  readonly params: Readonly<Record<string, ProblemParam>>;
}
