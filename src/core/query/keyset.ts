import type { Bind } from '#core/condition/condition-to-sql.ts';
import type { SortTerm } from '#core/query/sort-term.ts';

/** Where the last page ended: the values of the sort keys (null when unset) and the id. */
export interface Cursor {
  readonly values: readonly (string | number | null)[];
  readonly id: string;
}

/** One run over an index: rows with the first key set, or those without. Unset rows sort last both ways. */
export interface Arm {
  readonly where: readonly string[];
  readonly order: string;
}

interface Position {
  readonly terms: readonly SortTerm[];
  readonly cursor: Cursor | undefined;
  readonly bind: Bind;
}

/** The arms of an order in turn; together they give each row exactly once (property-tested in every direction and unset mix). */
export const keysetArms = ({ terms, cursor, bind }: Position): readonly Arm[] => {
  const [first, ...rest] = terms;
  const tie = terms.at(-1)?.descending ?? true;
  if (!first) return [{ where: cursor ? [`t.id < ${bind(cursor.id)}`] : [], order: 't.id desc' }];
  if (first.unset === undefined || first.set === undefined) {
    return [{ where: cursor ? afterAll(terms, cursor, { tie, bind }) : [], order: orderOf(terms, tie) }];
  }
  const past = cursor !== undefined && cursor.values[0] === null;
  const present: readonly SortTerm[] = [{ key: first.key, descending: first.descending, value: first.value }, ...rest];
  const filled: Arm = {
    where: [first.set, ...(cursor && !past ? afterAll(present, cursor, { tie, bind }) : [])],
    order: orderOf(present, tie),
  };
  const restCursor = cursor && past ? { values: cursor.values.slice(1), id: cursor.id } : undefined;
  const empty: Arm = { where: [first.unset, ...(restCursor ? afterAll(rest, restCursor, { tie, bind }) : [])], order: orderOf(rest, tie) };
  return past ? [empty] : [filled, empty];
};

const orderOf = (terms: readonly SortTerm[], tie: boolean): string =>
  [
    ...terms.flatMap((term) => [
      ...(term.unset === undefined ? [] : [`(${term.unset})`]),
      `${term.value}${term.descending ? ' desc' : ''}`,
    ]),
    `t.id${tie ? ' desc' : ''}`,
  ].join(', ');

/** `tie`: ids fall where everything else is equal. */
interface Way {
  readonly tie: boolean;
  readonly bind: Bind;
}

/** Rows after the cursor: a redundant leading bound for the index, beside the exact form; none where unset rows are still to come. */
const afterAll = (terms: readonly SortTerm[], cursor: Cursor, way: Way): readonly string[] => {
  const [first] = terms;
  const value = cursor.values[0];
  const exact = after(terms, cursor, way);
  if (!first || first.unset !== undefined || value === null || value === undefined) return [exact];
  return [`${first.value} ${first.descending ? '<=' : '>='} ${way.bind(value)}`, exact];
};

const after = (terms: readonly SortTerm[], cursor: Cursor, way: Way): string => {
  const { tie, bind } = way;
  const [first, ...rest] = terms;
  if (!first) return `t.id ${tie ? '<' : '>'} ${bind(cursor.id)}`;
  const value = cursor.values[0] ?? null;
  const inner = after(rest, { values: cursor.values.slice(1), id: cursor.id }, way);
  if (value === null) return `(${first.unset ?? '0'} and ${inner})`;
  const beyond = `${first.value} ${first.descending ? '<' : '>'} ${bind(value)}`;
  const here = `(${beyond} or (${first.value} = ${bind(value)} and ${inner}))`;
  return first.unset === undefined || first.set === undefined ? here : `((${first.set} and ${here}) or ${first.unset})`;
};

/** Cursors travel as opaque text; what cannot be read is undefined. */
export const writeCursor = (cursor: Cursor): string => encodeText(JSON.stringify([cursor.id, ...cursor.values]));

export const readCursor = (text: string, terms: number): Cursor | undefined => {
  try {
    const parsed: unknown = JSON.parse(decodeText(text));
    if (!Array.isArray(parsed) || parsed.length !== terms + 1) return undefined;
    const [id, ...values]: unknown[] = parsed;
    if (typeof id !== 'string') return undefined;
    const plain = values.filter((value) => value === null || typeof value === 'string' || typeof value === 'number');
    return plain.length === terms ? { id, values: plain } : undefined;
  } catch {
    return undefined;
  }
};

const encodeText = (text: string): string =>
  btoa(String.fromCodePoint(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const decodeText = (text: string): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.codePointAt(0) ?? 0),
  );
