import { fieldsUsed } from '#core/condition/check-condition.ts';
import type { Definition } from '#core/definition/definition.ts';

/** The fields that may not stand in the show condition of a field: itself, and every one whose showing depends on it. */
export const excludedFields = ({ record }: Definition, key: string): readonly string[] => {
  const excluded = new Set([key, `${key}_other`]);
  const fields = Object.entries(record.properties);
  for (let before = 0; before < excluded.size;) {
    before = excluded.size;
    for (const [own, field] of fields)
      if (field['x-show'] !== undefined && fieldsUsed(field['x-show']).some((used) => excluded.has(used)))
        excluded.add(own).add(`${own}_other`);
  }
  return [...excluded];
};
