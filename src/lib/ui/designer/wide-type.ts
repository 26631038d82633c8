import type { FieldSchema } from '#core/definition/definition.ts';

const wide: ReadonlySet<string> = new Set(['long-text', 'region']);

/** Takes the whole width of a section of two columns, as in the form (form/form-sections.ts). */
export const isWideType = (schema: FieldSchema): boolean => wide.has(schema['x-type']);
