import type { Params, Sql } from '#usecases/ports/database.ts';

/** A statement split once at its parameters, so that each driver can write them its own way. */
export interface SqlText {
  readonly names: readonly string[];
  /** The same text with `{:name}` for `:name`, as PocketBase's query builder wants it. */
  readonly braced: string;
  /** The same text with `?1`, `?2` … for the names in their order: values then go as a list. */
  readonly numbered: string;
}

const quotedOrParameter = /'(?:[^']|'')*'|"(?:[^"]|"")*"|:([A-Za-z_]\w*)/g;
const known = new Map<string, SqlText>();
const knownLimit = 2_000;

/** Finds the parameters outside quotes. Throws on `;` (two statements) and on what PocketBase's query builder would rewrite. */
export function parseSqlText(text: string): SqlText {
  const before = known.get(text);
  if (before) return before;
  if (text.includes(';')) throw new Error(`SQL text must not hold a semicolon: ${text}`);
  if (/\{\{|\[\[|\{:/.test(text)) throw new Error(`SQL text must not hold {{, [[ or {: : ${text}`);
  const places = new Map<string, number>();
  const braced = text.replaceAll(quotedOrParameter, (found: string, name: string | undefined) => {
    if (name === undefined) return found;
    places.set(name, places.get(name) ?? places.size + 1);
    return `{:${name}}`;
  });
  const numbered = text.replaceAll(quotedOrParameter, (found: string, name: string | undefined) =>
    name === undefined ? found : `?${places.get(name)}`,
  );
  const parsed = { names: [...places.keys()], braced, numbered };
  if (known.size >= knownLimit) known.clear();
  known.set(text, parsed);
  return parsed;
}

/** Exactly the parameters the text names. Throws when one is missing: SQLite would quietly take null. */
export function pickParams(names: readonly string[], sql: Sql): Params {
  const picked: Record<string, string | number | null> = {};
  for (const name of names) {
    const value = sql.params[name];
    if (value === undefined) throw new Error(`SQL parameter :${name} has no value: ${sql.text}`);
    picked[name] = value;
  }
  return picked;
}

/** One JSON array out of a select of one JSON text column, its order kept, whatever the column is called. */
export const asJsonArray = (text: string): string =>
  `with biaoli_rows(j) as (${text}) select json_group_array(json(biaoli_rows.j)) as j from biaoli_rows`;

/** A read above this is a mistake in our own code: exports and scans go page by page. */
export const rowLimit = 5_000;

/** Names go into SQL text, so nothing but letters, digits and underscore passes. */
export function checkName(name: string): string {
  if (!/^[A-Za-z]\w*$/.test(name)) throw new Error(`Not a name of a collection or column: ${name}`);
  return name;
}
