import type { FieldSchema, Value } from '#core/definition/definition.ts';
import { ok, problem, refused, type Problem, type Result } from '#core/problem.ts';
import type { JsonSchema } from '#core/field/contract.ts';

/** Bounds as standard keywords; decimals are judged apart because multipleOf refuses 19.99. */
export const bounds = (field: FieldSchema, widest?: number): JsonSchema => ({
  ...(field.minimum !== undefined || widest !== undefined ? { minimum: field.minimum ?? -(widest ?? 0) } : {}),
  ...(field.maximum !== undefined || widest !== undefined ? { maximum: field.maximum ?? widest } : {}),
});

/** Whether a number has at most `digits` decimals, by its shortest decimal spelling. */
export const hasDecimals = (value: number, digits: number): boolean => {
  const [mantissa = '', exponent = '0'] = String(Math.abs(value)).split('e');
  const decimals = (mantissa.split('.')[1] ?? '').length - Number(exponent);
  return decimals <= digits;
};

export const judgeDecimals = (value: Value, digits: number | undefined): readonly Problem[] =>
  digits !== undefined && typeof value === 'number' && !hasDecimals(value, digits) ? [problem('too-many-decimals', '', { digits })] : [];

const spelled = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** Reads a number as people write it: 1,234.50 · ￥1234 · １２３４ · 1.2万 · (5) stays refused. */
export const parseNumber = (text: string): Result<Value> => {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replaceAll(/[,\s'_]/g, '')
    .replace(/^([+-]?)[¥￥$€]/, '$1')
    .replace(/元$/, '');
  if (plain === '') return ok(null);
  const unit = plain.endsWith('万') ? 10_000 : plain.endsWith('亿') ? 100_000_000 : 1;
  const digits = unit === 1 ? plain : plain.slice(0, -1);
  if (!spelled.test(digits)) return refused(problem('not-a-number', '', { text }));
  const scale = unit === 1 ? 0 : unit === 10_000 ? 4 : 8;
  return ok(cleanNumber(scale === 0 ? Number(digits) : Number(`${digits}e${scale}`)));
};

/** Minus zero is zero. */
export const cleanNumber = (value: Value): Value => (value === 0 ? 0 : value);

export const numberFromColumn = (stored: unknown): Value => (typeof stored === 'number' ? stored : null);
