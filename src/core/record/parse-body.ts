import { ok, problem, refused, type Problem, type Result } from '#core/problem.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a JSON object from outside: broken text, another kind of value and keys that stand twice are refused by name and place. */
export const parseBody = (text: string): Result<JsonObject> => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return refused(problem('json-broken', '', { position: Number(/position (\d+)/.exec(String(error))?.[1] ?? 0) }));
  }
  if (!isJsonObject(parsed)) return refused(problem('json-object'));
  const fault = scan(text);
  return fault === undefined ? ok(parsed) : refused(fault);
};

export const isJsonObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;
/** Deeper than any definition; what walks a value later may then call itself. */
const deepest = 100;

/** What valid JSON text hides: too deep a nesting, and a key that stands twice in one object, of which JSON.parse would silently keep the last. */
const scan = (text: string): Problem | undefined => {
  const open: (Set<string> | undefined)[] = [];
  let literal = '';
  for (const [piece] of text.matchAll(token)) {
    if (piece === '{') open.push(new Set());
    else if (piece === '[') open.push(undefined);
    else if (piece === '}' || piece === ']') open.pop();
    else if (piece === ':') {
      const key: unknown = JSON.parse(literal);
      const keys = open.at(-1);
      if (typeof key !== 'string' || !keys) continue;
      if (keys.has(key)) return problem('json-key-twice', '', { key: key.slice(0, 100) });
      keys.add(key);
    } else if (piece !== ',') literal = piece;
    if (open.length > deepest) return problem('json-too-deep', '', { most: deepest });
  }
  return undefined;
};
