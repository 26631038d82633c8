import { blank } from '#core/condition/condition-to-schema.ts';
import { fieldTypes } from '#core/field/registry.ts';
import { filledText, forbiddenInLine, forbiddenInLongText } from '#core/field/text-rules.ts';
import type { FieldTypeName } from '#core/definition/definition.ts';
import { isBag, listed } from '#core/foreign/bag.ts';

/** What a pattern of our own exported schemas says; read back it is no pattern of a manager's. */
export type OwnPattern =
  | { readonly kind: 'length'; readonly min: number; readonly max: number }
  | { readonly kind: 'type'; readonly type: FieldTypeName }
  | { readonly kind: 'nothing' };

const typed: readonly FieldTypeName[] = ['phone', 'email', 'url', 'region', 'id-number'];

const patternsOf = (type: FieldTypeName): readonly string[] => {
  const schema = fieldTypes[type].schema({ title: '', type: 'string', 'x-type': type }, 'record');
  return listed(schema['allOf']).flatMap((part) => (isBag(part) && typeof part['pattern'] === 'string' ? [part['pattern']] : []));
};

let known: ReadonlyMap<string, FieldTypeName> | undefined;

const ownTypes = (): ReadonlyMap<string, FieldTypeName> =>
  (known ??= new Map(typed.flatMap((type) => patternsOf(type).map((pattern) => [pattern, type] as const))));

const length = /^\^\\s\*\(\?:\\S\(\?:\[\\s\\S\]\{(\d{1,5}),(\d{1,5})\}\\S\)(\??)\)\?\\s\*\$$/;

/** Undefined for a pattern of somebody else. */
export const ownPattern = (pattern: string): OwnPattern | undefined => {
  if (pattern === filledText['pattern'] || patternsOf('datetime').includes(pattern)) return { kind: 'nothing' };
  const type = ownTypes().get(pattern);
  if (type) return { kind: 'type', type };
  if (pattern === '^\\s*(?:\\S)?\\s*$') return { kind: 'length', min: 0, max: 1 };
  const [, min, max, open] = length.exec(pattern) ?? [];
  return max === undefined ? undefined : { kind: 'length', min: open === '' ? Number(min) + 2 : 0, max: Number(max) + 2 };
};

/** `not` as ours exports it: control characters, which no text may hold anyway; in which type of text it says so. */
export const ownNot = (schema: unknown): FieldTypeName | undefined => {
  const pattern = isBag(schema) ? schema['pattern'] : undefined;
  if (pattern === forbiddenInLine) return 'text';
  return pattern === forbiddenInLongText ? 'long-text' : undefined;
};

/** `if` a text is filled `then` the manager's pattern: the pattern. */
export const ownFilledRule = (when: unknown, then: unknown): string | undefined => {
  const isOurs = isBag(when) && Object.keys(when).length === 1 && when['pattern'] === filledText['pattern'];
  const pattern = isOurs && isBag(then) ? then['pattern'] : undefined;
  return typeof pattern === 'string' ? pattern : undefined;
};

/** `empty` as ours exports it. */
export const isOwnBlank = (schema: unknown): boolean => JSON.stringify(schema) === JSON.stringify(blank);

/** Whether a document is a schema that we exported. */
export const isOwnExport = (root: unknown): boolean =>
  isBag(root) && typeof root['$id'] === 'string' && root['$id'].startsWith('urn:biaoli:');
