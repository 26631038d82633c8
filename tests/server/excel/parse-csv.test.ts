import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvParser, sniffDelimiter, type Delimiter } from '#server/excel/parse-csv.ts';

const parse = (text: string, pieces = text.length + 1, delimiter: Delimiter = ','): readonly (readonly string[])[] => {
  const parser = csvParser(delimiter);
  const records = [];
  for (let at = 0; at < text.length; at += pieces) records.push(...parser.push(text.slice(at, at + pieces)));
  return [...records, ...parser.end()].map(({ values }) => values);
};

describe('csvParser', () => {
  test.each([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r1,2\r',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['"a,1","b""2"\n', [['a,1', 'b"2']]],
    ['"line\r\nbreak",x\n', [['line\r\nbreak', 'x']]],
    ['5" pipe,x\n', [['5" pipe', 'x']]],
    ['"a"tail,x\n', [['atail', 'x']]],
    [',,\n', [['', '', '']]],
    ['a\n\nb\n', [['a'], [''], ['b']]],
  ])('%j', (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  test('the pieces in which the text comes make no difference, and what was quoted comes back', () => {
    const value = fc.string({ unit: fc.constantFrom('a', '中', '"', ',', '\n', '\r', ' ', ';') });
    fc.assert(
      fc.property(
        fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        (rows, size) => {
          const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
          expect(parse(text, size)).toEqual(rows);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a quote never closed is told with its line', () => {
    const parser = csvParser(',');
    parser.push('a,b\n"x,1\n2,3\n');
    parser.end();
    expect(parser.unclosed()).toBe(2);
  });

  test.each([
    ['a;b;c\n1,5;2;3\n', ';'],
    ['a\tb\n1,2\t3\n', '\t'],
    ['a,b\n"x;y;z",2\n', ','],
    ['名称\n甲\n', ','],
  ])('delimiter of %j', (text, delimiter) => {
    expect(sniffDelimiter(text)).toBe(delimiter);
  });
});
