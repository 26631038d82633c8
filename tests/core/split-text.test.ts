import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText, takePart } from '#core/convert/split-text.ts';
import type { FieldFill } from '#core/definition/definition.ts';
import { settleFill, type Filling } from '#core/record/settle-fill.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import type { FieldSchema } from '#core/definition/definition.ts';
import { sound } from '#support/firm.ts';
import { testLookup } from '#support/lookup.ts';

const from = 'contact';
const words = fc.array(
  fc.constantFrom('张三', '13800000000', '/', '／', '，', ',', ' ', '　', '\n', '\r\n', '、', '', 'a-b', '[', '.*', '𠮷', '／/', '-'),
  {
    maxLength: 12,
  },
);
const separators = fc.constantFrom('/', '、', ',', '，', ' ', '\n', '-', '.*', '[', '𠮷', '张三', '／/');

describe('a text cut in pieces', () => {
  it('is the text again once pieces and separators stand together', () => {
    const cuts = new Map<string, number>();
    fc.assert(
      fc.property(words, separators, (pieces, by) => {
        const text = pieces.join('');
        const { parts, seams } = splitText(text, by);
        expect(parts.map((part, at) => part + (seams[at] ?? '')).join('')).toBe(text.trim());
        expect(seams).toHaveLength(parts.length - 1);
        cuts.set(by, (cuts.get(by) ?? 0) + seams.length);
      }),
      { numRuns: 2000 },
    );
    expect([...cuts.values()].filter((count) => count < 10)).toEqual([]);
  });

  it('gives the first parts and the rest of them, which together hold every character but blanks and separators', () => {
    fc.assert(
      fc.property(words, separators, fc.integer({ min: 2, max: 9 }), (pieces, by, part) => {
        const text = pieces.join('');
        const { seams } = splitText(text, by);
        const taken = Array.from({ length: part - 1 }, (_, at) => takePart(text, { from, by, part: at + 1 }).words);
        const { words: rest } = takePart(text, { from, by, part, rest: true });
        const bare = (one: string): string => one.replaceAll(/\s/gu, '');
        const cut = seams.slice(0, part - 1);
        const put = [...taken, rest].map((one, at) => one + (cut[at] ?? '')).join('');
        expect(bare(put)).toBe(bare(text));
      }),
      { numRuns: 1000 },
    );
  });

  it.each<[string, FieldFill, string, boolean]>([
    ['张三 13800000001', { from, by: ' ', part: 1 }, '张三', true],
    ['张三　 13800000001', { from, by: ' ', part: 2 }, '13800000001', false],
    ['浙江省/杭州市／西湖区', { from, by: '/', part: 3 }, '西湖区', false],
    ['浙江省/杭州市／西湖区/文三路', { from, by: '/', part: 3, rest: true }, '西湖区/文三路', false],
    ['张三、经理', { from, by: '、', part: 3 }, '', false],
    ['张三，经理', { from, by: ',', part: 2 }, '经理', false],
    ['张三\r\n\r\n 经理\n北京', { from, by: '\n', part: 2 }, '经理', true],
    ['张三//', { from, by: '/', part: 1 }, '张三', false],
    ['张三 138 0000 0001', { from, find: 'phone' }, '138 0000 0001', false],
    ['张三：１３８０００００００１', { from, find: 'phone' }, '１３８０００００００１', false],
    ['+86 138-0000-0001（张三）', { from, find: 'phone' }, '+86 138-0000-0001', false],
    ['前台 0571-87654321转802', { from, find: 'phone' }, '0571-87654321转802', false],
    ['张三13800000001李四13900000001', { from, find: 'phone' }, '13800000001', true],
    ['客服400-820-8820', { from, find: 'phone' }, '400-820-8820', false],
    ['合同 330106199001011234', { from, find: 'phone' }, '', false],
    ['张三 13800000001', { from, find: 'no-phone' }, '张三', false],
    ['张三（13800000001）', { from, find: 'no-phone' }, '张三', false],
    ['13800000001/李四', { from, find: 'no-phone' }, '李四', false],
    ['王五（采购）', { from, find: 'no-phone' }, '王五（采购）', false],
    ['13800000001', { from, find: 'no-phone' }, '', false],
  ])('%j taken by %j', (text, fill, taken, more) => expect(takePart(text, fill)).toEqual({ words: taken, more }));

  it('takes long texts of one sign in their stride', () => {
    const long = [' ', '-', '/', '1', '(', '\n', '+1'].map((sign) => sign.repeat(20_000));
    for (const text of long)
      for (const fill of [
        { from, find: 'phone' },
        { from, find: 'no-phone' },
        { from, by: '\n', part: 2 },
      ] as const)
        expect(takePart(`a${text}b`, fill).words.length).toBeLessThanOrEqual(40_002);
  });
});

const table = compileTable(
  sound({
    biaoli: 1,
    key: 'a',
    title: '甲',
    record: { type: 'object', properties: { contact: { title: '联系人', type: 'string', 'x-type': 'text' } } },
  }),
  1,
);
const source = table.field('contact');
if (!source) throw new Error('no source');
const filling = (order: FieldFill, last = true): Filling => ({ order, source, last });
const phone: FieldSchema = { title: '手机', type: 'string', 'x-type': 'phone' };
const date: FieldSchema = { title: '日期', type: 'string', format: 'date', 'x-type': 'date' };
const choice: FieldSchema = { title: '职务', type: 'string', 'x-type': 'choice', oneOf: [{ const: 'boss', title: '经理' }] };
const second = { from, by: ' ', part: 2 } as const;

describe('the first value of a field', () => {
  const converting = { lookup: testLookup };
  it.each<[string | null, FieldSchema, string, unknown]>([
    ['张三 １３８０００００００１', phone, 'clean', '13800000001'],
    ['张三 2024年5月1日', date, 'clean', '2024-05-01'],
    ['张三 经理', choice, 'clean', 'boss'],
    ['张三 秘书', choice, 'failing', null],
    ['张三', phone, 'failing', null],
    ['张三 13800000001 北京', phone, 'lossy', '13800000001'],
    ['  ', phone, 'clean', null],
    [null, phone, 'clean', null],
  ])('of %j as %j is %s', (text, to, kind, value) =>
    expect(settleFill(text, { filling: filling(second), to }, converting)).toEqual({ kind, value }),
  );

  it('tells no text that another field takes', () =>
    expect(settleFill('张三 138 北京', { filling: filling(second, false), to: phone }, converting).kind).toBe('clean'));

  it('is what the manager says of the whole text', () => {
    const mappings = { '张三 秘书': '经理', 李四: '' };
    expect(settleFill('张三 秘书', { filling: filling(second), to: choice }, { ...converting, mappings })).toEqual({
      kind: 'clean',
      value: 'boss',
    });
    expect(settleFill('李四', { filling: filling(second), to: choice }, { ...converting, mappings })).toEqual({
      kind: 'clean',
      value: null,
    });
  });
});
