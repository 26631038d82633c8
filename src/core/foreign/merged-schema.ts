import type { FieldTypeName } from '#core/definition/definition.ts';
import type { Problem } from '#core/problem.ts';
import type { Part } from '#core/foreign/schema-part.ts';

export interface KnownValue {
  readonly value: unknown;
  readonly title: string | undefined;
}

export interface Alternation {
  readonly keyword: 'anyOf' | 'oneOf';
  readonly path: string;
  readonly parts: readonly Part[];
}

export interface ForeignRule {
  readonly path: string;
  readonly when: Part;
  readonly then: Part | undefined;
  readonly otherwise: Part | undefined;
}

/** What the presence of a property asks for. */
export interface Need {
  readonly path: string;
  readonly trigger: string;
  readonly required: readonly string[];
  readonly part: Part | undefined;
}

export interface Limits {
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  above?: number;
  below?: number;
  minItems?: number;
  maxItems?: number;
}

/** A schema with its references and `allOf` folded in: what a value of it must be, as far as we read it. */
export interface MergedSchema {
  readonly path: string;
  /** The parts it was made of do not fit or cannot be read; those of a branch cost only the branch where there is something beside it. */
  readonly faults: { readonly fault: Problem; readonly branch: boolean }[];
  title: string | undefined;
  description: string | undefined;
  types: ReadonlySet<string> | undefined;
  values: readonly KnownValue[] | undefined;
  format: string | undefined;
  /** The field type that our own exported keywords name. */
  hint: FieldTypeName | undefined;
  readonly patterns: { readonly pattern: string; readonly path: string }[];
  readonly limits: Limits;
  step: number | undefined;
  defaults: readonly unknown[];
  readOnly: boolean;
  /** Null is a value of it: what is required may still be unset here. */
  nullable: boolean;
  /** Draft 03 and old hands of draft 04: said at the property itself. */
  required: boolean;
  readonly properties: Map<string, Part[]>;
  readonly requires: Set<string>;
  readonly items: Part[];
  tuple: boolean;
  readonly alternations: Alternation[];
  readonly rules: ForeignRule[];
  readonly needs: Need[];
  readonly nots: Part[];
  /** Keywords that judge values and that we cannot say. */
  readonly strange: { readonly keyword: string; readonly path: string }[];
}

export const emptySchema = (path: string): MergedSchema => ({
  path,
  faults: [],
  title: undefined,
  description: undefined,
  types: undefined,
  values: undefined,
  format: undefined,
  hint: undefined,
  patterns: [],
  limits: {},
  step: undefined,
  defaults: [],
  readOnly: false,
  nullable: false,
  required: false,
  properties: new Map(),
  requires: new Set(),
  items: [],
  tuple: false,
  alternations: [],
  rules: [],
  needs: [],
  nots: [],
  strange: [],
});
