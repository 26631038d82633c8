import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { withRemoved } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { ok, problem, refused, type Result } from '#core/problem.ts';

/** Takes a whole document in place of the old one. Fields that the published or the old one had and this one has not become tombstones. */
export const replaceDocument: Command<'replace-document'> = (definition, { document }, { base, checkDocument }) => {
  const checked: Result<Definition> =
    checkDocument?.(document) ?? (isDefinition(document) ? ok(document) : refused(problem('edit-document')));
  if (!checked.ok) return checked;
  const next = checked.value;
  if (next.key !== definition.key) return refused(problem('edit-other-table', '/key', { from: definition.key, to: next.key }));
  const kept = Object.entries(tombstones(definition, base)).filter(
    ([key]) => !Object.hasOwn(next.record.properties, key) && !Object.hasOwn(next.record['x-removed'] ?? {}, key),
  );
  return ok(kept.length === 0 ? next : withRemoved(next, { ...next.record['x-removed'], ...Object.fromEntries(kept) }));
};

/** What must stay findable: everything removed so far, and every published field as the draft or else the published document has it. */
const tombstones = (definition: Definition, base: Definition | undefined): Readonly<Record<string, FieldSchema>> => {
  const published = Object.keys(base?.record.properties ?? {});
  const drafted = published.flatMap((key) => {
    const field = definition.record.properties[key];
    return field ? [[key, field] as const] : [];
  });
  return { ...base?.record.properties, ...Object.fromEntries(drafted), ...base?.record['x-removed'], ...definition.record['x-removed'] };
};

const parts = ['layout', 'views', 'reminders'] as const;

const isDefinition = (input: unknown): input is Definition =>
  isBag(input) &&
  typeof input['key'] === 'string' &&
  isBag(input['record']) &&
  isBag(input['record']['properties']) &&
  parts.every((part) => Array.isArray(input[part])) &&
  isBag(input['access']);

const isBag = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);
