import { lineKind, type LineBook } from '#core/compile/cell-line.ts';
import type { RegisteredLine } from '#core/compile/line-book.ts';
import { same } from '#core/definition/change.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';

/** The lines of a new revision, beside those that stand. */
export interface LinePlan {
  /** Fields that show another line than 1, removed ones as they stood; stored with the revision. */
  readonly lines: Readonly<Record<string, number>>;
  /** Rows the registry lacks: new lines, and the first line of a field that gets its second. */
  readonly added: readonly RegisteredLine[];
  /** Rows of the registry with the schema and `until: ''` they have once the new revision lives. */
  readonly changed: readonly RegisteredLine[];
  /** Keys that show another line than in the revision before: their rows are converted. */
  readonly moved: readonly string[];
}

export interface LinesNow {
  /** Book of the revision that is live. */
  readonly book: LineBook;
  /** All registered lines of the table, those whose day has passed as well. */
  readonly registry: readonly RegisteredLine[];
  /** Undefined where the table is new. */
  readonly before: Definition | undefined;
}

/** Which line each field of a new revision shows: the one it has if the kind is the same, an earlier one of that kind, else a new one. */
export const planLines = (now: LinesNow, after: Definition): LinePlan => {
  const fields = Object.entries(after.record.properties).map(([key, schema]) => planField(key, schema, now));
  return {
    lines: Object.fromEntries([...fields, ...removedLines(now, after)].flatMap(({ key, line }) => (line === 1 ? [] : [[key, line]]))),
    added: fields.flatMap(({ added }) => added),
    changed: fields.flatMap(({ changed }) => changed),
    moved: fields.flatMap(({ key, moved }) => (moved ? [key] : [])),
  };
};

/** A removed field comes back on the line it had. */
const removedLines = ({ book }: LinesNow, { record }: Definition): readonly Pick<FieldPlan, 'key' | 'line'>[] =>
  Object.keys(record['x-removed'] ?? {}).map((key) => ({ key, line: book[key]?.line ?? 1 }));

interface FieldPlan {
  readonly key: string;
  readonly line: number;
  readonly moved: boolean;
  readonly added: readonly RegisteredLine[];
  readonly changed: readonly RegisteredLine[];
}

const planField = (key: string, schema: FieldSchema, { book, registry, before }: LinesNow): FieldPlan => {
  const kind = lineKind(schema);
  const rows = registry.filter((row) => row.field === key);
  const old = before && fieldBefore(before, key);
  if (!old) return comingBack({ key, schema, kind }, rows);
  const current = book[key]?.line ?? 1;
  const standing: readonly RegisteredLine[] = rows.some((row) => row.line === current)
    ? rows
    : [{ field: key, line: current, kind: lineKind(old), schema: old, until: '' }, ...rows];
  const fitting = [...standing].sort((a, b) => rank(a, current) - rank(b, current)).find((row) => row.kind === kind);
  if (fitting) {
    const row = { ...fitting, schema, until: '' };
    const isRegistered = rows.some(({ line }) => line === row.line);
    return {
      key,
      line: row.line,
      moved: row.line !== current,
      added: [],
      changed: isRegistered && !same(row, fitting) ? [row] : [],
    };
  }
  const line = Math.max(...standing.map((row) => row.line)) + 1;
  const fresh = { field: key, line, kind, schema, until: '' };
  return { key, line, moved: true, added: [...standing.filter((row) => !rows.includes(row)), fresh], changed: [] };
};

/** A key the live document does not know: new, or of a revision that comes back, then on its line as it was left. */
const comingBack = (
  { key, schema, kind }: { readonly key: string; readonly schema: FieldSchema; readonly kind: string },
  rows: readonly RegisteredLine[],
): FieldPlan => {
  const left = rows.find((row) => row.kind === kind);
  const row = left && { ...left, schema, until: '' };
  return { key, line: row?.line ?? 1, moved: false, added: [], changed: row && !same(row, left) ? [row] : [] };
};

/** The line shown now first, then the oldest. */
const rank = (row: RegisteredLine, current: number): number => (row.line === current ? 0 : row.line);

const fieldBefore = ({ record }: Definition, key: string): FieldSchema | undefined => {
  if (Object.hasOwn(record.properties, key)) return record.properties[key];
  const removed = record['x-removed'];
  return removed !== undefined && Object.hasOwn(removed, key) ? removed[key] : undefined;
};

/** The registry as it is once a plan is written into it. */
export const registryAfter = (registry: readonly RegisteredLine[], { added, changed }: LinePlan): readonly RegisteredLine[] => [
  ...registry.map((row) => changed.find(({ field, line }) => field === row.field && line === row.line) ?? row),
  ...added,
];
