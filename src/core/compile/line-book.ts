import type { LineBook, LineEntry } from '#core/compile/cell-line.ts';
import type { Readings } from '#core/convert/conversion.ts';
import type { FieldSchema } from '#core/definition/definition.ts';

/** A row of the registry of lines (`b_lines`). `schema`: the field as the latest revision that shows this line has it. */
export interface RegisteredLine {
  readonly field: string;
  readonly line: number;
  readonly kind: string;
  readonly schema: FieldSchema;
  /** ISO day until which the line is kept in step; '' while a living revision shows it. */
  readonly until: string;
  /** By the number of another line of the field: how words of that one are read into this one. Absent: as they stand. */
  readonly readings?: Readonly<Record<string, Readings>>;
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
    .map((row) => keptEntry(row, line, registry)),
});

const keptEntry = (row: RegisteredLine, shown: number, registry: readonly RegisteredLine[]): LineEntry['kept'][number] => {
  const there = row.readings?.[shown];
  const back = registry.find(({ field, line }) => field === row.field && line === shown)?.readings?.[row.line];
  return { line: row.line, schema: row.schema, ...(there ? { there } : {}), ...(back ? { back } : {}) };
};
