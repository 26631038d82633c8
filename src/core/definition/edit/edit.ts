import type { AccessRules, Definition, FieldSchema, FieldTypeName, Option, Reminder, View, Words } from '#core/definition/definition.ts';
import type { PatternJudge } from '#core/definition/check-pattern.ts';
import type { JsonPatch } from '#core/definition/edit/json-patch.ts';
import type { Result } from '#core/problem.ts';

/** New values by keyword; null takes the keyword away, what is not named stays. */
export type Changed<T> = { readonly [K in keyof T]?: T[K] | null };

/** Places count from 0; `at` beyond the end, or absent, means the end. `section: ''` means in no section. */
export type Edit = TableEdit | FieldEdit | SectionEdit | OptionEdit | PartEdit;

/** What one command makes of a document, before the whole is judged. */
export type Command<K extends EditKind> = (definition: Definition, edit: EditOf<K>, scene: EditScene) => Result<Definition>;

type TableEdit =
  | { readonly kind: 'set-table'; readonly title?: string; readonly description?: string | null; readonly english?: Words | null }
  | { readonly kind: 'set-access'; readonly set: Changed<AccessRules> }
  /** The whole document at once: the JSON view, an import, a merge. */
  | { readonly kind: 'replace-document'; readonly document: unknown }
  /** Several as one step, judged at the end. */
  | { readonly kind: 'batch'; readonly edits: readonly Edit[] }
  /** Only made by `applyEdit`, as the way back. */
  | { readonly kind: 'put'; readonly patch: JsonPatch };

type FieldEdit =
  /** `key` is made of the title where it is absent. */
  | { readonly kind: 'add-field'; readonly key?: string; readonly schema: FieldSchema; readonly section?: string; readonly at?: number }
  /** `as` is the new title. */
  | { readonly kind: 'copy-field'; readonly key: string; readonly as: string }
  | { readonly kind: 'set-field'; readonly key: string; readonly set: Changed<FieldSchema> }
  /** `options`: titles for a type that chooses, where the old one has none. */
  | { readonly kind: 'change-type'; readonly key: string; readonly type: FieldTypeName; readonly options?: readonly string[] }
  | { readonly kind: 'require-field'; readonly key: string; readonly required: boolean }
  | { readonly kind: 'move-field'; readonly key: string; readonly section: string; readonly at: number }
  | { readonly kind: 'remove-field'; readonly key: string }
  | { readonly kind: 'restore-field'; readonly key: string; readonly section?: string }
  /** Only for a field that was never published; everything that speaks of it follows. */
  | { readonly kind: 'rekey-field'; readonly key: string; readonly to: string };

type SectionEdit =
  | { readonly kind: 'add-section'; readonly title: string; readonly at?: number }
  | {
      readonly kind: 'set-section';
      readonly key: string;
      readonly title?: string;
      readonly columns?: 1 | 2;
      readonly english?: Words | null;
    }
  | { readonly kind: 'move-section'; readonly key: string; readonly at: number }
  | { readonly kind: 'remove-section'; readonly key: string };

type OptionEdit =
  /** Lines as pasted: blanks are cut off, empty ones, doubles and those already there are skipped (`skippedOptions` names them). */
  | { readonly kind: 'add-options'; readonly key: string; readonly titles: readonly string[]; readonly at?: number }
  | { readonly kind: 'set-option'; readonly key: string; readonly option: string; readonly set: Changed<Omit<Option, 'const'>> }
  | { readonly kind: 'move-option'; readonly key: string; readonly option: string; readonly at: number }
  | { readonly kind: 'sort-options'; readonly key: string; readonly by: readonly string[] }
  | { readonly kind: 'remove-option'; readonly key: string; readonly option: string }
  | { readonly kind: 'retire-option'; readonly key: string; readonly option: string; readonly replacedBy?: string }
  | { readonly kind: 'reopen-option'; readonly key: string; readonly option: string }
  /** What names one of `from` names `to`: conditions, the default, reminders, successors. */
  | { readonly kind: 'follow-option'; readonly key: string; readonly from: readonly string[]; readonly to: string }
  /** Only for options that were never published: new ids by old ones; everything that speaks of them follows. */
  | { readonly kind: 'rekey-options'; readonly key: string; readonly ids: Readonly<Record<string, string>> };

type PartEdit =
  /** The part's `key` may be '': it is made of the title then. */
  | { readonly kind: 'add-view'; readonly view: View; readonly at?: number }
  | { readonly kind: 'set-view'; readonly key: string; readonly set: Changed<Omit<View, 'key'>> }
  | { readonly kind: 'move-view'; readonly key: string; readonly at: number }
  | { readonly kind: 'remove-view'; readonly key: string }
  | { readonly kind: 'add-reminder'; readonly reminder: Reminder; readonly at?: number }
  | { readonly kind: 'set-reminder'; readonly key: string; readonly set: Readonly<Record<string, unknown>> }
  | { readonly kind: 'move-reminder'; readonly key: string; readonly at: number }
  | { readonly kind: 'remove-reminder'; readonly key: string };

export type EditKind = Edit['kind'];
export type EditOf<K extends EditKind> = Extract<Edit, { readonly kind: K }>;

/** What an edit is judged with. */
export interface EditScene {
  /** The published document: what it has is retired or kept as a tombstone, what it has not may vanish without a trace. Absent: a new table. */
  readonly base?: Definition | undefined;
  /** A key of `^[a-z][a-z0-9_]{0,59}$` for a title that is none of `taken`. */
  readonly makeKey: (title: string, taken: ReadonlySet<string>) => string;
  /** Judges patterns (`runsLinear`); absent in a page until there is one to be judged. */
  readonly patterns?: PatternJudge | undefined;
  /** Judges a whole document (`checkDefinition`); absent where the caller has had it judged, as a page does by its server. */
  readonly checkDocument?: (input: unknown) => Result<Definition>;
}

/** An edit that was made, and the edit that takes it back to the same text. */
export interface Edited {
  readonly definition: Definition;
  readonly inverse: Edit;
}
