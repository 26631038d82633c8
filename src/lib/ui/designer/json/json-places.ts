import { pointer } from '#core/problem.ts';

/** Why a text is no JSON: the first place, and what stands there ('' at the end of the text). `twice` names a key used again. */
export interface JsonFault {
  readonly at: number;
  readonly found: string;
  readonly twice: boolean;
}

export type ReadJson =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** Where the value of each JSON Pointer begins. */ readonly places: ReadonlyMap<string, number>;
    }
  | { readonly ok: false; readonly fault: JsonFault };

interface Walk {
  readonly text: string;
  at: number;
  readonly places: Map<string, number>;
}

class Broken extends Error {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    super('json');
    this.fault = fault;
  }
}

const deepest = 200;

/** Reads JSON and remembers where each part stands, so that a fault of a part can be shown at its line. */
export const readJson = (text: string): ReadJson => {
  const walk: Walk = { text, at: 0, places: new Map() };
  try {
    skip(walk);
    readValue(walk, '', 0);
    skip(walk);
    if (walk.at < text.length) fail(walk);
    return { ok: true, value: JSON.parse(text), places: walk.places };
  } catch (error) {
    if (error instanceof Broken) return { ok: false, fault: error.fault };
    throw error;
  }
};

const fail = (walk: Walk, twice = false): never => {
  const found = /^(?:"[^"\n]{0,30}"?|[^\s,:[\]{}]{1,20}|.)/su.exec(walk.text.slice(walk.at))?.[0] ?? '';
  throw new Broken({ at: walk.at, found, twice });
};

const blank = /[ \t\r\n]*/y;
const skip = (walk: Walk): void => {
  blank.lastIndex = walk.at;
  walk.at += blank.exec(walk.text)?.[0].length ?? 0;
};

const expect = (walk: Walk, character: string): void => {
  if (walk.text[walk.at] !== character) fail(walk);
  walk.at += 1;
  skip(walk);
};

const readValue = (walk: Walk, path: string, depth: number): void => {
  walk.places.set(path, walk.at);
  if (depth > deepest) fail(walk);
  const character = walk.text[walk.at];
  if (character === '{') readObject(walk, path, depth);
  else if (character === '[') readList(walk, path, depth);
  else if (character === '"') readString(walk);
  else readWord(walk);
};

const readObject = (walk: Walk, path: string, depth: number): void => {
  expect(walk, '{');
  const seen = new Set<string>();
  while (walk.text[walk.at] !== '}') {
    if (seen.size > 0) expect(walk, ',');
    const start = walk.at;
    if (walk.text[walk.at] !== '"') fail(walk);
    const key = readString(walk);
    if (seen.has(key)) {
      walk.at = start;
      fail(walk, true);
    }
    seen.add(key);
    skip(walk);
    expect(walk, ':');
    readValue(walk, path + pointer(key), depth + 1);
    skip(walk);
  }
  walk.at += 1;
};

const readList = (walk: Walk, path: string, depth: number): void => {
  expect(walk, '[');
  for (let index = 0; walk.text[walk.at] !== ']'; index += 1) {
    if (index > 0) expect(walk, ',');
    readValue(walk, path + pointer(index), depth + 1);
    skip(walk);
  }
  walk.at += 1;
};

const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const word = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;

const readString = (walk: Walk): string => {
  string.lastIndex = walk.at;
  const found = string.exec(walk.text)?.[0];
  if (found === undefined) return fail(walk);
  walk.at += found.length;
  return String(JSON.parse(found));
};

const readWord = (walk: Walk): void => {
  word.lastIndex = walk.at;
  const found = word.exec(walk.text)?.[0];
  if (found === undefined) fail(walk);
  else walk.at += found.length;
};

/** Line and column of a place, both from 1; a column counts characters. */
export const lineAndColumn = (text: string, at: number): { readonly line: number; readonly column: number } => {
  const before = text.slice(0, at);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: [...before.slice(start)].length + 1 };
};

/** Where the part a problem speaks of begins; the nearest part around it where it is not there itself. */
export const placeOf = (path: string, places: ReadonlyMap<string, number>): number => {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const at = places.get(path.slice(0, end));
    if (at !== undefined) return at;
  }
  return places.get('') ?? 0;
};
