import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { fieldTypes } from '#core/field/registry.ts';
import { keptLine, lineColumn, lineSortColumn, type LineBook } from '#core/compile/cell-line.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';

/** Rows carry these beside their fields; none is ever the key of a field. */
export const systemColumns = [
  'id',
  'version',
  'revision',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'deleted_at',
  'owner',
  'import_id',
] as const;

export const collectionName = (key: string): string => `t_${key}`;
export const otherKey = (key: string): string => `${key}_other`;

/** Compiles a checked definition; pure, so browser and server compile the same table from the same document. */
export const compileTable = (definition: Definition, revision: number, lines: LineBook = {}): CompiledTable => {
  const fields = orderedKeys(definition)
    .flatMap((key) => expand(key, { definition, lines }))
    .map((field, position): CompiledField => ({ ...field, position }));
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const ownerField = definition.access.owner === undefined ? undefined : byKey.get(definition.access.owner);
  const collection = collectionName(definition.key);
  return {
    key: definition.key,
    collection,
    searchTable: `${collection}_search`,
    optionTable: `${collection}_options`,
    revision,
    definition,
    fields,
    serials: fields.filter((field) => field.type.name === 'serial'),
    lines,
    keepsLines: fields.some((field) => Object.hasOwn(lines, field.key)),
    ownerField,
    ownerColumn: ownerField?.column ?? 'owner',
    field: (key) => byKey.get(key),
  };
};

/** Keys in layout order, then those in no section as the record lists them. */
export const orderedKeys = (definition: Definition): readonly string[] => {
  const all = Object.keys(definition.record.properties);
  const laidOut = definition.layout.flatMap((section) => section.fields).filter((key) => Object.hasOwn(definition.record.properties, key));
  return [...new Set([...laidOut, ...all])];
};

type Placed = Omit<CompiledField, 'position'>;

interface Compiling {
  readonly definition: Definition;
  readonly lines: LineBook;
}

const expand = (key: string, { definition, lines }: Compiling): readonly Placed[] => {
  const schema = definition.record.properties[key];
  if (!schema) return [];
  const required = definition.record.required?.includes(key) ?? false;
  const own = { ...place(key, schema, lines), required };
  return schema['x-other'] === true ? [own, otherText(own, lines)] : [own];
};

const place = (key: string, schema: FieldSchema, lines: LineBook): Placed => {
  const type = fieldTypes[schema['x-type']];
  const { line, kept } = (Object.hasOwn(lines, key) ? lines[key] : undefined) ?? { line: 1, kept: [] };
  return {
    key,
    schema,
    type,
    line,
    kept: kept.map((entry) => keptLine(key, entry)),
    column: lineColumn(key, line),
    sortColumn: lineSortColumn(key, line, type),
    required: false,
    show: schema['x-show'],
    require: schema['x-require'],
    otherOf: undefined,
  };
};

/** The sibling text of a choice with 其他: shown and required while that option is chosen. */
const otherText = (choice: Placed, lines: LineBook): Placed => {
  const option = optionsOf(choice.schema).find((candidate) => candidate['x-other-option'] === true);
  const when = { field: choice.key, op: 'is', value: option?.const ?? '' } as const;
  const schema: FieldSchema = {
    title: `${choice.schema.title}（其他）`,
    'x-en': { title: `${choice.schema['x-en']?.title ?? choice.schema.title}: other` },
    type: 'string',
    'x-type': 'text',
    maxLength: 100,
  };
  const show = choice.show === undefined ? when : { all: [choice.show, when] };
  return { ...place(otherKey(choice.key), schema, lines), show, require: when, otherOf: choice.key };
};
