import { fieldTypes } from '#core/field/registry.ts';
import { maxLongTextLength } from '#core/field/long-text.ts';
import { hasDecimals } from '#core/field/number-rules.ts';
import { maxTextLength } from '#core/field/text.ts';
import { widestAmount } from '#core/field/money.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import type { FieldSchema } from '#core/definition/definition.ts';
import { patternFault, type PatternJudge } from '#core/definition/check-pattern.ts';
import { aboutField, pointer, problem, type Problem } from '#core/problem.ts';

const common = new Set([
  'title',
  'description',
  'x-en',
  'x-type',
  'type',
  'x-source',
  'x-foreign',
  'x-show',
  'x-require',
  'x-lock',
  'x-access',
  'x-fill',
]);

/** The rules of one field that its shape cannot say; paths are relative to the field, its title is in every problem. `judge` as `patternFault` has it. */
export const checkField = (field: FieldSchema, judge?: PatternJudge): readonly Problem[] =>
  [
    ...checkKeywords(field),
    ...checkBounds(field),
    ...checkText(field, judge),
    ...checkDefaults(field),
    ...checkFill(field),
    ...checkType(field),
  ].map((fault) => aboutField(fault, field));

const formats: Readonly<Record<string, string>> = { date: 'date', datetime: 'date-time' };

const checkKeywords = (field: FieldSchema): readonly Problem[] => {
  const type = fieldTypes[field['x-type']];
  const strange = Object.keys(field).filter((keyword) => !common.has(keyword) && !type.keywords.includes(keyword));
  const format = formats[type.name];
  return [
    ...strange.map((keyword) => problem('keyword-of-other-type', pointer(keyword), { keyword, type: type.name })),
    ...(field.type === type.json ? [] : [problem('type-disagrees', pointer('type'), { type: type.name, expected: type.json })]),
    ...(format !== undefined && field.format !== format
      ? [problem('format-disagrees', pointer('format'), { type: type.name, expected: format })]
      : []),
  ];
};

const pairs = [
  ['minLength', 'maxLength'],
  ['minimum', 'maximum'],
  ['minItems', 'maxItems'],
] as const;

const checkBounds = (field: FieldSchema): readonly Problem[] => {
  const crossed = pairs.flatMap(([low, high]) => {
    const [least, most] = [field[low], field[high]];
    return least !== undefined && most !== undefined && least > most
      ? [problem('bounds-crossed', pointer(low), { min: least, max: most })]
      : [];
  });
  return [...crossed, ...checkAmount(field), ...checkItems(field)];
};

const checkAmount = (field: FieldSchema): readonly Problem[] => {
  if (field['x-type'] !== 'money') return [];
  return (['minimum', 'maximum'] as const).flatMap((bound) => {
    const value = field[bound];
    const fits = value === undefined || (Math.abs(value) <= widestAmount && hasDecimals(value, 2));
    return fits ? [] : [problem('amount-bound', pointer(bound), { limit: widestAmount })];
  });
};

const checkItems = (field: FieldSchema): readonly Problem[] => {
  const open = optionsOf(field).filter((option) => option.deprecated !== true).length;
  return field.minItems !== undefined && open > 0 && field.minItems > open
    ? [problem('too-few-options', pointer('minItems'), { min: field.minItems, count: open })]
    : [];
};

const checkText = (field: FieldSchema, judge: PatternJudge | undefined): readonly Problem[] => {
  const most = field['x-type'] === 'long-text' ? maxLongTextLength : maxTextLength;
  const long = (['minLength', 'maxLength'] as const).filter((keyword) => (field[keyword] ?? 0) > most);
  const fault = field.pattern === undefined ? undefined : patternFault(field.pattern, judge);
  return [
    ...long.map((keyword) => problem('length-bound', pointer(keyword), { limit: most })),
    ...(fault === undefined ? [] : [problem(`pattern-${fault}`, pointer('pattern'))]),
  ];
};

const defaultTypes: Readonly<Record<string, string>> = { me: 'member', today: 'date', now: 'datetime' };

const checkDefaults = (field: FieldSchema): readonly Problem[] => {
  const [rule] = Object.keys(field['x-default'] ?? {});
  const wrong = rule !== undefined && defaultTypes[rule] !== field['x-type'];
  return [
    ...(rule !== undefined && field.default !== undefined ? [problem('two-defaults', pointer('default'))] : []),
    ...(wrong ? [problem('default-of-other-type', pointer('x-default'), { rule })] : []),
  ];
};

/** Either cut at a separator or looked for, never both. */
const checkFill = ({ 'x-fill': fill, 'x-type': type }: FieldSchema): readonly Problem[] => {
  if (fill === undefined) return [];
  if (type === 'serial') return [problem('keyword-of-other-type', pointer('x-fill'), { keyword: 'x-fill', type })];
  const split = Object.keys(fill).filter((keyword) => keyword === 'by' || keyword === 'part').length;
  const isWhole = 'find' in fill ? split === 0 && !('rest' in fill) : split === 2;
  return isWhole ? [] : [problem('fill-shape', pointer('x-fill'))];
};

const checkType = (field: FieldSchema): readonly Problem[] => {
  const type = fieldTypes[field['x-type']];
  const chooses = type.name === 'choice' ? ['oneOf'] : type.name === 'multi-choice' ? ['items'] : [];
  return [
    ...(type.check?.(field) ?? []),
    ...(chooses.length > 0 && optionsOf(field).length === 0 ? [problem('no-options', pointer(...chooses))] : []),
    ...(type.name === 'serial' && field.readOnly !== true ? [problem('serial-read-only', pointer('readOnly'))] : []),
  ];
};
