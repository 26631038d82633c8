import type { Value } from '#core/definition/definition.ts';
import { parseNumber } from '#core/field/number-rules.ts';
import { moveDecimal } from '#core/field/percent.ts';
import { ok, type Result } from '#core/problem.ts';
import { numberText } from '../number-text.ts';

/** Beside a printed %, 15 and 15% both mean 0.15. */
export const readHundredths = (text: string): Result<Value> => {
  const result = parseNumber(text.normalize('NFKC').trim().replace(/%$/, ''));
  return result.ok && typeof result.value === 'number' ? ok(moveDecimal(result.value, -2)) : result;
};

/** 0.15 as 15, for an input whose % stands beside it. */
export const hundredthsText = (value: Value): string => numberText(typeof value === 'number' ? moveDecimal(value, 2) : value);
