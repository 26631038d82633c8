import type { LineBook } from '#core/compile/cell-line.ts';
import type { FieldSchema } from '#core/definition/definition.ts';

/** A row of the registry of lines (`b_lines`). `schema`: the field as the latest revision that shows this line has it. */
export interface RegisteredLine {
  readonly field: string;
  readonly line: number;
  readonly kind: string;
  readonly schema: FieldSchema;
  /** ISO day until which the line is kept in step; '' while a living revision shows it. */
  readonly until: string;
}

/**
 * The book of a revision: `lines` are its fields that show another line than 1 (`b_revisions.lines`); every other registered line of a
 * field is kept until its day has passed.
 */
export const lineBook = (lines: Readonly<Record<string, number>>, registry: readonly RegisteredLine[], today: string): LineBook => {
  const keys = new Set([...Object.keys(lines), ...registry.map(({ field }) => field)]);
  return Object.fromEntries([...keys].map((key) => [key, entryOf(key, lines[key] ?? 1, { registry, today })]));
};

const entryOf = (key: string, line: number, { registry, today }: { registry: readonly RegisteredLine[]; today: string }) => ({
  line,
  kept: registry
    .filter((row) => row.field === key && row.line !== line && (row.until === '' || row.until >= today))
    .map((row) => ({ line: row.line, schema: row.schema })),
});
