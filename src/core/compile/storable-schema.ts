import type { CompiledField } from '#core/compile/compiled-table.ts';
import type { JsonSchema } from '#core/field/contract.ts';
import { maxLongTextLength } from '#core/field/long-text.ts';
import { forbiddenInLine, forbiddenInLongText, withoutForbidden } from '#core/field/text-rules.ts';

const forbiddenIn = (field: CompiledField): string => (field.type.name === 'long-text' ? forbiddenInLongText : forbiddenInLine);

/** What any value of a field must be to be kept at all, shown or hidden: of its JSON type, and text that can be text. */
export const storableSchema = (field: CompiledField): JsonSchema => ({
  type: [field.type.json, 'null'],
  ...(field.type.json === 'string' ? { maxLength: maxLongTextLength, allOf: [withoutForbidden(forbiddenIn(field))] } : {}),
  ...(field.type.json === 'array' ? { items: { type: 'string', maxLength: 60 }, maxItems: 2000 } : {}),
});
