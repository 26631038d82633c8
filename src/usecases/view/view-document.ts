import { checkCondition } from '#core/condition/check-condition.ts';
import type { Condition } from '#core/condition/condition.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { problem, type Problem } from '#core/problem.ts';
import { isSortable } from '#core/query/sort-term.ts';
import {
  array,
  integer,
  maxLength,
  maxValue,
  minLength,
  minValue,
  number,
  optional,
  pipe,
  safeParse,
  strictObject,
  string,
  trim,
  unknown,
} from 'valibot';

/** How somebody looks at a table: the part of a list's address that is worth keeping. */
export interface ViewDocument {
  readonly columns: readonly string[];
  readonly frozen: number;
  readonly sort: readonly string[];
  readonly filter?: Condition | undefined;
  readonly q?: string | undefined;
}

export interface NewView {
  readonly title: string;
  readonly document: ViewDocument;
}

const shape = strictObject({
  title: pipe(string(), trim(), minLength(1), maxLength(40)),
  document: strictObject({
    columns: pipe(array(pipe(string(), maxLength(80))), maxLength(400)),
    frozen: pipe(number(), integer(), minValue(0), maxValue(10)),
    sort: pipe(array(pipe(string(), maxLength(80))), maxLength(3)),
    filter: optional(unknown()),
    q: optional(pipe(string(), maxLength(200))),
  }),
});

/** Reads a view from a body; unknown columns are left out, a condition or order that does not fit is refused. */
export const readNewView = (
  body: unknown,
  table: CompiledTable,
): { readonly ok: true; readonly value: NewView } | { readonly ok: false; readonly problems: readonly Problem[] } => {
  const parsed = safeParse(shape, body);
  if (!parsed.success) return { ok: false, problems: [problem('view-shape', '/title', { max: 40 })] };
  const { title, document } = parsed.output;
  const problems = [
    ...document.sort.filter((word) => !isSortable(table, word)).map((word) => problem('bad-sort', '/document/sort', { field: word })),
    ...(document.filter === undefined ? [] : checkCondition(document.filter, table, '/document/filter')),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const filter = document.filter as Condition | undefined; // checked above
  return { ok: true, value: { title, document: { ...document, filter, columns: document.columns.filter((key) => table.field(key)) } } };
};
