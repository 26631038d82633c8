import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { pointer, type Problem } from '#core/problem.ts';

export interface Repaired {
  /** Undefined when no field is left. */
  readonly definition: Definition | undefined;
  readonly leftOut: readonly Problem[];
}

const mostRounds = 8;
/** Without these a field is none: a fault in them costs the field. */
const vital = new Set(['', 'title', 'type', 'x-type', 'oneOf', 'items', 'format']);

/** Takes out of a definition what does not pass, keyword by keyword and at last field by field, each named with its place in the schema. */
export const repairDefinition = (draft: Definition, paths: ReadonlyMap<string, string>): Repaired => {
  let definition = draft;
  const leftOut: Problem[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    if (Object.keys(definition.record.properties).length === 0) return { definition: undefined, leftOut };
    const checked = checkDefinition(definition);
    if (checked.ok) return { definition: checked.value, leftOut };
    const ours = checked.problems.flatMap((fault) => placed(fault, paths) ?? []);
    if (ours.length === 0) throw new Error(`a table made of a schema does not pass: ${JSON.stringify(checked.problems.slice(0, 3))}`);
    leftOut.push(...ours.map(({ said }) => said));
    definition = without(definition, ours, round === mostRounds - 2);
  }
  throw new Error('a table made of a schema could not be repaired');
};

interface Placed {
  readonly key: string;
  readonly keyword: string;
  readonly said: Problem;
}

const placed = (fault: Problem, paths: ReadonlyMap<string, string>): Placed | undefined => {
  const [, record, properties, key, keyword = ''] = fault.path.split('/');
  if (record !== 'record' || properties !== 'properties' || key === undefined) return undefined;
  const at = `${paths.get(key) ?? ''}${keyword === '' ? '' : pointer(keyword)}`;
  return { key, keyword, said: { ...fault, path: at } };
};

const without = (definition: Definition, faults: readonly Placed[], wholeFields: boolean): Definition => {
  const gone = new Set(faults.filter(({ keyword }) => wholeFields || vital.has(keyword)).map(({ key }) => key));
  const kept = Object.entries(definition.record.properties).filter(([key]) => !gone.has(key));
  const keys = new Set(kept.map(([key]) => key));
  const { required, ...record } = definition.record;
  const stillRequired = required?.filter((key) => keys.has(key)) ?? [];
  const only = (list: readonly string[]): readonly string[] => list.filter((key) => keys.has(key));
  return {
    ...definition,
    record: {
      ...record,
      properties: Object.fromEntries(
        kept.map(([key, field]) => [
          key,
          stripped(
            field,
            faults.filter((fault) => fault.key === key),
          ),
        ]),
      ),
      ...(stillRequired.length === 0 ? {} : { required: stillRequired }),
    },
    layout: definition.layout.map((section) => ({ ...section, fields: only(section.fields) })).filter(({ fields }) => fields.length > 0),
    views: definition.views.map((view) => ({ ...view, columns: only(view.columns) })).filter(({ columns }) => columns.length > 0),
  };
};

const stripped = (field: FieldSchema, faults: readonly Placed[]): FieldSchema => {
  const lost = new Set(faults.map(({ keyword }) => keyword));
  const kept = Object.entries(field).filter(([keyword]) => !lost.has(keyword));
  return { ...Object.fromEntries(kept), title: field.title, type: field.type, 'x-type': field['x-type'] };
};
