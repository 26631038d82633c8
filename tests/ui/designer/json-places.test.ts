import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAndColumn, placeOf, readJson } from '#ui/designer/json/json-places.ts';

const faultOf = (text: string) => {
  const read = readJson(text);
  return read.ok ? undefined : { ...lineAndColumn(text, read.fault.at), found: read.fault.found, twice: read.fault.twice };
};

describe('JSON with the places of its parts', () => {
  it('reads what JSON.parse reads, and refuses what it refuses', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const read = readJson(text);
        expect(read.ok ? read.value : read.fault.twice ? JSON.parse(text) : undefined).toEqual(JSON.parse(text));
      }),
    );
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', '\u0001', 'x'), (text, at, piece) => {
        const broken = text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + 1);
        const parses = (): boolean => {
          try {
            JSON.parse(broken);
            return true;
          } catch {
            return false;
          }
        };
        const read = readJson(broken);
        expect(read.ok || read.fault.twice).toBe(parses());
      }),
    );
  });

  it('says where and what', () => {
    expect(faultOf('{\n  "名": 1,,\n}')).toEqual({ line: 2, column: 10, found: ',', twice: false });
    expect(faultOf('{"a": 1, "a": 2}')).toEqual({ line: 1, column: 10, found: '"a"', twice: true });
    expect(faultOf('{"a": [1, 2')).toEqual({ line: 1, column: 12, found: '', twice: false });
    expect(faultOf('{"a": nul}')).toEqual({ line: 1, column: 7, found: 'nul', twice: false });
    expect(faultOf('')).toEqual({ line: 1, column: 1, found: '', twice: false });
    expect(faultOf(`${'['.repeat(300)}${']'.repeat(300)}`)?.found).toBe('[');
  });

  it('finds the part of a problem, or the nearest around it', () => {
    const text = '{ "a": { "b~": [10, { "c": 3 }] } }';
    const read = readJson(text);
    if (!read.ok) throw new Error('unread');
    const at = (path: string) => text.slice(placeOf(path, read.places)).slice(0, 3);
    expect([at('/a/b~0/1/c'), at('/a/b~0/0'), at('/a/b~0/1/gone/deeper'), at('/x')]).toEqual(['3 }', '10,', '{ "', '{ "']);
  });
});
