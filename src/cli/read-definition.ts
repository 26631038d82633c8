import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition } from '#core/definition/definition.ts';
import { readJsonFile } from './files.ts';
import { Told } from './told.ts';

/** A sound definition of a file; throws Told with every problem of it. */
export const readDefinition = (file: string): Definition => {
  const parsed = readJsonFile(file);
  const checked = parsed.ok ? checkDefinition(parsed.value) : parsed;
  if (!checked.ok) throw new Told('faults', { file, count: checked.problems.length }, checked.problems);
  return checked.value;
};
