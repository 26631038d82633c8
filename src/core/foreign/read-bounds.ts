import type { FieldSchema } from '#core/definition/definition.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import type { MergedSchema } from '#core/foreign/merged-schema.ts';

export interface ReadBounds {
  readonly bounds: Pick<FieldSchema, 'minimum' | 'maximum' | 'x-digits'>;
  readonly left: readonly Problem[];
}

/** Decimals assumed where a bound is exclusive and nothing says how fine the numbers are: more than 0 becomes at least 0.000001. */
const assumedDigits = 6;

/** Bounds and decimals of a number; ours are inclusive, so an exclusive one moves by the smallest step. */
export const readBounds = (merged: MergedSchema): ReadBounds => {
  const { limits, path, types, step } = merged;
  const told = types?.has('integer') === true && !types.has('number') ? 0 : decimalsOf(step);
  const exclusive = limits.above !== undefined || limits.below !== undefined;
  const digits = told ?? (exclusive ? assumedDigits : undefined);
  const low = lowest(limits.minimum, limits.above, digits ?? assumedDigits);
  const high = highest(limits.maximum, limits.below, digits ?? assumedDigits);
  const crossed = low !== undefined && high !== undefined && low > high;
  return {
    bounds: {
      ...(low === undefined || crossed ? {} : { minimum: low }),
      ...(high === undefined || crossed ? {} : { maximum: high }),
      ...(digits === undefined ? {} : { 'x-digits': digits }),
    },
    left: [
      ...(crossed ? [problem('schema-bound', path, { min: low, max: high })] : []),
      ...(step !== undefined && !isPowerOfTen(step) ? [problem('schema-multiple-of', path + pointer('multipleOf'), { step })] : []),
    ],
  };
};

const isPowerOfTen = (step: number): boolean => decimalsOf(step) !== undefined;

/** How many decimals `multipleOf` leaves, where it is 1, 0.1, 0.01 …; undefined for other steps. */
const decimalsOf = (step: number | undefined): number | undefined => {
  if (step === undefined) return undefined;
  const digits = Math.round(Math.log10(1 / step));
  return digits >= 0 && digits <= 15 && Number(`1e-${digits}`) === step ? digits : undefined;
};

const lowest = (bound: number | undefined, above: number | undefined, digits: number): number | undefined => {
  if (above === undefined) return bound;
  const next = digits === 0 ? Math.floor(above) + 1 : Number((above + Number(`1e-${digits}`)).toFixed(digits));
  return Math.max(bound ?? -Infinity, next);
};

const highest = (bound: number | undefined, below: number | undefined, digits: number): number | undefined => {
  const mirrored = lowest(bound === undefined ? undefined : -bound, below === undefined ? undefined : -below, digits);
  return mirrored === undefined ? undefined : -mirrored + 0;
};
