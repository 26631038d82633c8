import type { FieldSource } from '#core/condition/condition-field.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { fieldTypes } from '#core/field/registry.ts';

/** The fields of a document as conditions find them, without compiling the table; 其他 texts included. */
export const draftSource = ({ record }: Pick<Definition, 'record'>): FieldSource => ({
  optionTable: '',
  field: (key) => {
    const schema = Object.hasOwn(record.properties, key) ? record.properties[key] : otherText(record.properties, key);
    const type = schema && fieldTypes[schema['x-type']];
    return schema && type && { key, schema, type, column: `f_${key}` };
  },
});

const otherText = (properties: Readonly<Record<string, FieldSchema>>, key: string): FieldSchema | undefined => {
  const choice = key.endsWith('_other') ? key.slice(0, -'_other'.length) : '';
  const field = Object.hasOwn(properties, choice) ? properties[choice] : undefined;
  return field?.['x-other'] === true ? { title: `${field.title}（其他）`, type: 'string', 'x-type': 'text' } : undefined;
};
