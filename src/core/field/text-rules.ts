import type { Value } from '#core/definition/definition.ts';
import { ok, type Result } from '#core/problem.ts';
import type { JsonSchema } from '#core/field/contract.ts';

/** Control characters and lone surrogates never belong into a value; tab and newline only into long text. */
export const forbiddenInLine = '[\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]';
export const forbiddenInLongText = '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\ud800-\\udfff]|\\r(?!\\n)';

/** Where the first character that a pattern forbids stands, counted from 1 in characters; undefined without any. */
export const forbiddenPosition = (text: string, pattern: string): number | undefined => {
  const found = new RegExp(pattern, 'u').exec(text);
  return found ? [...text.slice(0, found.index)].length + 1 : undefined;
};

export const withoutForbidden = (pattern: string): JsonSchema => ({ not: { type: 'string', pattern }, 'x-problem': 'control-character' });

/** Length of the trimmed text in code points; a blank text is unset and passes. */
export const trimmedLength = (min: number, max: number): JsonSchema => {
  const inner = max <= 1 ? '\\S' : `\\S(?:[\\s\\S]{${Math.max(min - 2, 0)},${max - 2}}\\S)${min >= 2 ? '' : '?'}`;
  return { pattern: `^\\s*(?:${inner})?\\s*$`, 'x-problem': 'text-length', min, max };
};

export const filledText: JsonSchema = { pattern: '\\S', 'x-problem': 'required' };

/** ASCII and everyday Chinese with its signs: normal already, without line breaks or control characters. Most values of an import. */
const isPlain = (text: string): boolean => /^[\x20-\x7e\u3001\u3002\u4e00-\u9fff\uff01-\uff5e]*$/.test(text);

/** Every text at rest is NFC, trimmed, with `\n` as its only line break; blank is unset. */
export const cleanText = (value: Value): Value => {
  if (typeof value !== 'string') return value;
  const text = (isPlain(value) ? value : value.normalize('NFC').replaceAll('\r\n', '\n')).trim();
  return text === '' ? null : text;
};

/** What people paste: line breaks and stray control characters become blanks, full-width forms stay as typed. */
export const parseLine = (text: string): Result<Value> => ok(cleanText(isPlain(text) ? text : text.replaceAll(/\p{Cc}+/gu, ' ')));

export const textToColumn = (value: Value): string => (typeof value === 'string' ? value : '');
export const textFromColumn = (stored: unknown): Value => (typeof stored === 'string' && stored !== '' ? stored : null);

export const textOperators = ['is', 'is-not', 'contains', 'starts', 'any-of', 'empty', 'filled'] as const;
export const rangeOperators = ['is', 'is-not', 'less', 'more', 'between', 'empty', 'filled'] as const;
export const dateOperators = ['is', 'is-not', 'before', 'after', 'between', 'empty', 'filled'] as const;
