import type { Condition } from '#core/condition/condition.ts';

/** The document of one table (definition.md). `record` is a JSON Schema 2020-12; all of ours in it are `x-` keywords. */
export interface Definition {
  readonly biaoli: 1;
  readonly key: string;
  readonly title: string;
  readonly 'x-en'?: Words;
  readonly description?: string;
  readonly record: RecordSchema;
  readonly layout: readonly Section[];
  readonly views: readonly View[];
  readonly reminders: readonly Reminder[];
  readonly access: AccessRules;
}

export interface Words {
  readonly title?: string;
  readonly description?: string;
}

export interface RecordSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  /** Tombstones: fields that were removed, as they stood. Their keys are never used again, their values stay, and they can come back. */
  readonly 'x-removed'?: Readonly<Record<string, FieldSchema>>;
}

export const fieldTypeNames = [
  'text',
  'long-text',
  'number',
  'money',
  'percent',
  'date',
  'datetime',
  'choice',
  'multi-choice',
  'yes-no',
  'phone',
  'email',
  'url',
  'member',
  'serial',
  'region',
  'id-number',
] as const;
export type FieldTypeName = (typeof fieldTypeNames)[number];

/** One property of `record`. Which keywords a type allows is said by its file in `core/field`. */
export interface FieldSchema {
  readonly title: string;
  readonly description?: string;
  readonly 'x-en'?: Words;
  readonly 'x-type': FieldTypeName;
  readonly 'x-source'?: string;
  readonly type: 'string' | 'number' | 'boolean' | 'array';
  readonly format?: string;
  readonly readOnly?: boolean;
  readonly default?: string | number | boolean | readonly string[];
  readonly 'x-default'?: { readonly me: true } | { readonly today: true } | { readonly now: true };
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Decimals allowed; never multipleOf. */
  readonly 'x-digits'?: number;
  readonly oneOf?: readonly Option[];
  readonly 'x-other'?: boolean;
  readonly uniqueItems?: true;
  readonly items?: { readonly oneOf: readonly Option[] };
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly 'x-serial'?: SerialRule;
  /** Which numbers a 证件号 takes; absent: any of them. */
  readonly 'x-id'?: 'resident' | 'credit-code' | 'any';
  readonly 'x-unique'?: boolean;
  readonly 'x-show'?: Condition;
  readonly 'x-require'?: Condition;
  /** While it holds, a changed value is refused at every door. */
  readonly 'x-lock'?: Condition;
  /** Key of the shared option set that the options were taken from. */
  readonly 'x-option-set'?: string;
  /** Who sees and who edits the field, where not everybody who sees the row does. */
  readonly 'x-access'?: FieldAccess;
  /** Where a new field's first values come from: carried out once, by the publish that brings the field (core/record/settle-fill.ts). */
  readonly 'x-fill'?: FieldFill;
  /** How the standard part of a foreign schema spelled it, kept untouched. */
  readonly 'x-foreign'?: unknown;
}

/** A part of the text of another field; `from` is that field's key. */
export type FieldFill = SplitFill | FoundFill;

/** The text is cut at every `by` (' ' is any blanks, '\n' any line end) and the `part`-th piece is taken, counted from 1; `rest`: with all that follow. */
export interface SplitFill {
  readonly from: string;
  readonly by: string;
  readonly part: number;
  readonly rest?: true;
}

/** The phone number in the text, or the text without its phone numbers. */
export interface FoundFill {
  readonly from: string;
  readonly find: 'phone' | 'no-phone';
}

export interface Option {
  readonly const: string;
  readonly title: string;
  readonly 'x-en'?: Words;
  readonly 'x-color'?: OptionColor;
  /** Retired: stays readable, refused for new use. */
  readonly deprecated?: boolean;
  readonly 'x-replaced-by'?: string;
  readonly 'x-other-option'?: boolean;
  /** New use only while it holds: limited and cascading options. */
  readonly 'x-when'?: Condition;
  /** Id of the option above it in a tree of options. */
  readonly 'x-parent'?: string;
}

/** Roles named; absent: every role. `update` never reaches further than `read`. */
export interface FieldAccess {
  readonly read?: readonly Role[];
  readonly update?: readonly Role[];
}

export const optionColors = ['gray', 'red', 'orange', 'amber', 'olive', 'green', 'teal', 'sky', 'blue', 'violet', 'pink', 'brown'] as const;
export type OptionColor = (typeof optionColors)[number];

/** `{prefix}{local date}{sequence}`, for example C20240501001; `restart: 'never'` counts on without a date. */
export interface SerialRule {
  readonly prefix: string;
  readonly date: 'YYYYMMDD' | 'YYYYMM' | 'YYYY' | '';
  readonly digits: number;
  readonly restart: 'day' | 'month' | 'year' | 'never';
}

export interface Section {
  readonly key: string;
  readonly title: string;
  readonly 'x-en'?: Words;
  readonly columns: 1 | 2;
  readonly fields: readonly string[];
}

export interface View {
  readonly key: string;
  readonly title: string;
  readonly 'x-en'?: Words;
  readonly columns: readonly string[];
  readonly frozen?: number;
  /** Field keys (or $created …), a leading `-` for descending. */
  readonly sort?: readonly string[];
  readonly filter?: Condition;
  readonly group?: readonly string[];
  /** Rows are coloured by the first rule that holds; `title` is the word beside the colour. */
  readonly colors?: readonly RowColor[];
}

export interface RowColor {
  readonly title: string;
  readonly color: OptionColor;
  readonly when: Condition;
}

/** Only `on: 'state'` works now: rows are marked while the condition holds. Other kinds are kept as they stand. */
export interface Reminder {
  readonly key: string;
  readonly title: string;
  readonly 'x-en'?: Words;
  readonly on: 'state' | 'date' | 'deadline';
  readonly when?: Condition;
  readonly who?: readonly string[];
  readonly mark?: 'red' | 'amber' | 'blue';
  readonly [rest: string]: unknown;
}

export type Role = 'staff' | 'manager' | 'admin';
export type Level = 'own' | 'team' | 'all' | 'none';

export interface RoleRights {
  readonly read?: Level;
  readonly create?: boolean;
  readonly update?: Level;
  readonly delete?: Level;
  readonly export?: Level;
  readonly import?: boolean;
}

export interface AccessRules {
  /** Key of the member field that makes a row one's own; absent: the system column owner. */
  readonly owner?: string;
  readonly manager?: 'all' | 'team';
  readonly roles?: Readonly<Partial<Record<Role, RoleRights>>>;
  /** A revision is published only after a second person has agreed. */
  readonly approval?: boolean;
}

/** A value at every door. Unset is null. */
export type Value = string | number | boolean | readonly string[] | null;
export type Values = Readonly<Record<string, Value>>;
