import { ok, problem, refused, type Result } from '#core/problem.ts';
import type { JsonObject } from '#core/record/parse-body.ts';
import type { ListRequest } from '#usecases/record/list-records.ts';

/** Longest filter in an address; longer ones go to POST …/records/query. */
const longestFilter = 8192;

const words = (text: string | null): readonly string[] | undefined =>
  text === null || text === ''
    ? undefined
    : text
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '');

/** What a list's address asks: `filter` (condition JSON), view, q, sort, limit, after, count, bin. */
export const readListRequest = (params: URLSearchParams): Result<ListRequest> => {
  const filter = params.get('filter');
  const limit = params.get('limit');
  let condition: unknown;
  try {
    condition = filter === null || filter === '' ? undefined : JSON.parse(filter.length > longestFilter ? '' : filter);
  } catch {
    return refused(problem((filter ?? '').length > longestFilter ? 'filter-too-long' : 'filter-json', '/filter'));
  }
  return ok({
    view: params.get('view') ?? undefined,
    filter: condition,
    q: params.get('q') ?? undefined,
    sort: words(params.get('sort')),
    limit: limit === null ? undefined : Number(limit === '' ? Number.NaN : limit),
    after: params.get('after') ?? undefined,
    count: params.get('count') === '1' || undefined,
    bin: params.get('bin') === '1' || undefined,
  });
};

const known = new Set(['view', 'filter', 'q', 'sort', 'limit', 'after', 'count', 'bin', 'by']);
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const isText = (value: unknown): boolean => typeof value === 'string';
const isSwitch = (value: unknown): boolean => typeof value === 'boolean' || value === 0 || value === 1;

/** What each part may be; a filter and a limit are judged where they are used. */
const parts: Readonly<Record<string, { readonly allowed: string; readonly accepts: (value: unknown) => boolean }>> = {
  view: { allowed: '"key"', accepts: isText },
  q: { allowed: '"…"', accepts: isText },
  after: { allowed: '"next"', accepts: isText },
  sort: { allowed: '["-last_follow_up", "name"]', accepts: (value) => isText(value) || (Array.isArray(value) && value.every(isText)) },
  count: { allowed: 'true, false', accepts: isSwitch },
  bin: { allowed: 'true, false', accepts: isSwitch },
};
const isOn = (value: unknown): true | undefined => value === true || value === 1 || undefined;

/** The same from a JSON body; `sort` is a list or the comma-separated text of an address. */
export const readListBody = (body: JsonObject): Result<ListRequest> => {
  const strange = Object.keys(body).filter((key) => !known.has(key));
  if (strange.length > 0) return refused(...strange.map((key) => problem('unknown-field', `/${key}`, { field: key })));
  const wrong = Object.entries(parts).filter(([name, part]) => (body[name] ?? null) !== null && !part.accepts(body[name]));
  if (wrong.length > 0) return refused(...wrong.map(([name, { allowed }]) => problem('query-part', `/${name}`, { name, allowed })));
  const { filter, sort, limit } = body;
  return ok({
    view: text(body['view']),
    filter: filter ?? undefined,
    q: text(body['q']),
    sort: Array.isArray(sort) ? sort.map(String) : words(text(sort) ?? null),
    limit: (limit ?? null) === null ? undefined : typeof limit === 'number' ? limit : Number.NaN,
    after: text(body['after']),
    count: isOn(body['count']),
    bin: isOn(body['bin']),
  });
};
