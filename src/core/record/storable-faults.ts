import type { CompiledField } from '#core/compile/compiled-table.ts';
import { forbiddenInLine, forbiddenInLongText, forbiddenPosition } from '#core/field/text-rules.ts';
import { maxLongTextLength } from '#core/field/long-text.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import { wrongTypeProblem } from '#core/record/faults-to-problems.ts';

/** A hidden field's value is kept unjudged, but it must be one that can be kept (storableSchema says the same as a schema). */
export const storableFaults = (field: CompiledField, given: unknown): readonly Problem[] => {
  if (given === null || given === undefined) return [];
  const at = pointer(field.key);
  if (Array.isArray(given)) {
    if (field.type.json !== 'array') return [wrongTypeProblem(field, given)];
    if (given.length > 2000) return [problem('too-many', at, { limit: 2000 })];
    return given.every((item) => typeof item === 'string' && [...item].length <= 60) ? [] : [problem('unknown-option', at, { text: '' })];
  }
  if (typeof given !== field.type.json) return [wrongTypeProblem(field, given)];
  if (typeof given !== 'string') return [];
  if (given.length > maxLongTextLength && [...given].length > maxLongTextLength)
    return [problem('too-long', at, { limit: maxLongTextLength, count: [...given].length })];
  const position = forbiddenPosition(given, field.type.name === 'long-text' ? forbiddenInLongText : forbiddenInLine);
  return position === undefined ? [] : [problem('control-character', at, { position })];
};
