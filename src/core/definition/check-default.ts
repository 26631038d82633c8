import { compileFieldCheck } from '#core/compile/field-check.ts';
import type { FieldSchema, Value } from '#core/definition/definition.ts';
import { draftTable } from '#core/compile/draft-table.ts';
import type { Lookup } from '#core/field/contract.ts';
import { fieldTypes } from '#core/field/registry.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';

/** No type with a static default refers to people or regions. */
const nobody: Lookup = {
  person: () => undefined,
  peopleNamed: () => [],
  regionPath: () => undefined,
  regionCode: () => undefined,
  zone: 'UTC',
  language: 'zh-CN',
};

/** A default must be a value the field itself would accept; `fields` are free of other faults. */
export const checkDefaultValues = (fields: ReadonlyMap<string, FieldSchema>): readonly Problem[] => {
  const given = new Map([...fields].filter(([, field]) => field.default !== undefined));
  const check = compileFieldCheck(draftTable(given));
  return [...given].flatMap(([key, field]) => {
    const value: Value = field.default ?? null;
    const type = fieldTypes[field['x-type']];
    const fits = check(key, value).length === 0 && type.clean(value) !== null && (type.judge?.(value, field, nobody) ?? []).length === 0;
    return fits ? [] : [problem('default-misfit', pointer('record', 'properties', key, 'default'), { field })];
  });
};
