import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { Section } from '#core/definition/definition.ts';

/** A section with its fields in order; `section` is absent for fields that no section names. */
export interface FormSection {
  readonly key: string;
  readonly section: Section | undefined;
  readonly fields: readonly CompiledField[];
}

/** The form of a definition: its sections, each 其他 text beside its choice, and the rest at the end. */
export const formSections = (table: CompiledTable): readonly FormSection[] => {
  const placed = new Map<string, string>();
  for (const section of table.definition.layout) for (const key of section.fields) if (!placed.has(key)) placed.set(key, section.key);
  const placeOf = (field: CompiledField): string | undefined => placed.get(field.otherOf ?? field.key);
  const named = table.definition.layout.map((section) => ({
    key: section.key,
    section,
    fields: table.fields.filter((field) => placeOf(field) === section.key),
  }));
  const rest = table.fields.filter((field) => placeOf(field) === undefined);
  return [...named, { key: '', section: undefined, fields: rest }].filter(({ fields }) => fields.length > 0);
};

const wide: ReadonlySet<string> = new Set(['long-text', 'region']);

/** Takes the whole width of a section of two columns. */
export const isWide = (field: CompiledField): boolean => wide.has(field.type.name) || field.otherOf !== undefined;
