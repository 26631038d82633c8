import { runsLinear } from '#core/compile/linear-pattern.ts';
import { patternFault } from '#core/definition/check-pattern.ts';
import type { FieldSchema } from '#core/definition/definition.ts';
import { widestAmount } from '#core/field/money.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import type { MergedSchema } from '#core/foreign/merged-schema.ts';
import { readBounds } from '#core/foreign/read-bounds.ts';
import type { Shape } from '#core/foreign/shape.ts';

/** The value part of a field, without its words; what was not taken over is listed. */
export interface ReadValue {
  readonly value: Omit<FieldSchema, 'title'>;
  readonly left: readonly Problem[];
}

/** A text, number or yes-no of a schema. */
export const readValue = (merged: MergedSchema, shape: Shape): ReadValue => {
  if (shape === 'boolean') return { value: { type: 'boolean', 'x-type': 'yes-no' }, left: [] };
  if (shape === 'number') return readNumber(merged);
  const mixed =
    shape === 'mixed'
      ? [problem('schema-mixed-types', merged.path, { types: [...(merged.types ?? [])].filter((type) => type !== 'null') })]
      : [];
  const { value, left } = readText(merged);
  return { value, left: [...mixed, ...left] };
};

const readNumber = (merged: MergedSchema): ReadValue => {
  const { bounds, left } = readBounds(merged);
  if (bounds.minimum === -widestAmount || bounds.maximum === widestAmount) return { value: moneyOf(bounds), left };
  const type = merged.format === 'percent' ? 'percent' : 'number';
  return { value: { type: 'number', 'x-type': type, ...bounds }, left };
};

/** Our own amounts are exported with the widest bounds they have. */
const moneyOf = ({ minimum = -widestAmount, maximum = widestAmount }: Pick<FieldSchema, 'minimum' | 'maximum'>): ReadValue['value'] => ({
  type: 'number',
  'x-type': 'money',
  ...(minimum > -widestAmount ? { minimum } : {}),
  ...(maximum < widestAmount ? { maximum } : {}),
});

const typesOfFormat: ReadonlyMap<string, FieldSchema['x-type']> = new Map([
  ['date', 'date'],
  ['date-time', 'datetime'],
  ['datetime', 'datetime'],
  ['email', 'email'],
  ['idn-email', 'email'],
  ['uri', 'url'],
  ['url', 'url'],
  ['iri', 'url'],
  ['phone', 'phone'],
  ['phone-number', 'phone'],
  ['tel', 'phone'],
  ['telephone', 'phone'],
  ['mobile', 'phone'],
  ['textarea', 'long-text'],
  ['multiline', 'long-text'],
  ['markdown', 'long-text'],
  ['html', 'long-text'],
]);

const longestLine = 1000;
const longestText = 20_000;

const readText = (merged: MergedSchema): ReadValue => {
  const { format, limits, path } = merged;
  const named = merged.hint ?? (format === undefined ? undefined : typesOfFormat.get(format));
  const type = named ?? ((limits.maxLength ?? 0) > longestLine ? 'long-text' : 'text');
  const strange = format !== undefined && named === undefined ? [problem('schema-format', path + pointer('format'), { format })] : [];
  const standard = type === 'date' ? { format: 'date' } : type === 'datetime' ? { format: 'date-time' } : {};
  const base = { type: 'string', 'x-type': type, ...standard } as const;
  if (type === 'text') {
    const { value, left } = readLine(merged);
    return { value: { ...base, ...value }, left: [...strange, ...left] };
  }
  const kept =
    type === 'long-text' && validLength(limits.maxLength) && limits.maxLength < longestText
      ? { maxLength: Math.min(limits.maxLength, longestText) }
      : {};
  return { value: { ...base, ...kept }, left: [...strange, ...lostKeywords(merged, type === 'long-text')] };
};

const validLength = (length: number | undefined): length is number => length !== undefined && Number.isInteger(length) && length >= 1;

/** Typed texts have shapes of their own: a mail address takes no pattern. */
const lostKeywords = ({ limits, patterns, path }: MergedSchema, isLong: boolean): readonly Problem[] => [
  ...((limits.minLength ?? 0) > 1 ? [problem('schema-keyword', path + pointer('minLength'), { keyword: 'minLength' })] : []),
  ...(limits.maxLength !== undefined && !isLong ? [problem('schema-keyword', path + pointer('maxLength'), { keyword: 'maxLength' })] : []),
  ...patterns.map((lost) => problem('schema-keyword', lost.path, { keyword: 'pattern' })),
];

const readLine = ({
  limits,
  patterns,
  path,
}: MergedSchema): { readonly value: Partial<FieldSchema>; readonly left: readonly Problem[] } => {
  const { minLength = 0, maxLength } = limits;
  const crossed = maxLength !== undefined && minLength > maxLength;
  const longs = minLength > longestLine || !Number.isInteger(minLength);
  const [first, ...more] = patterns;
  const fault = first === undefined ? undefined : patternProblem(first.pattern);
  return {
    value: {
      ...(minLength > 0 && !crossed && !longs ? { minLength } : {}),
      ...(validLength(maxLength) && !crossed ? { maxLength } : {}),
      ...(first !== undefined && fault === undefined ? { pattern: first.pattern } : {}),
    },
    left: [
      ...(crossed ? [problem('schema-bound', path + pointer('minLength'), { min: minLength, max: maxLength })] : []),
      ...(longs ? [problem('schema-keyword', path + pointer('minLength'), { keyword: 'minLength' })] : []),
      ...(first !== undefined && fault !== undefined ? [problem(fault, first.path)] : []),
      ...more.map((lost) => problem('schema-keyword', lost.path, { keyword: 'pattern' })),
    ],
  };
};

const longestPattern = 500;

const patternProblem = (pattern: string): string | undefined => {
  if (pattern === '' || pattern.length > longestPattern) return 'schema-pattern-long';
  const fault = patternFault(pattern, runsLinear);
  return fault === undefined ? undefined : `schema-pattern-${fault}`;
};
