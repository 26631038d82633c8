import { describe, expect, it } from 'vitest';
import { checkDefinition } from '#core/definition/check-definition.ts';
import { newField } from '#ui/designer/new-field.ts';
import { optionTitlesOf } from '#ui/designer/split/option-titles.ts';
import { likelyCut, likelyType, ordersOf, separatorOf, wayKeys, wayOf } from '#ui/designer/split/split-way.ts';

const from = 'contact';

describe('how a text is likely taken apart', () => {
  it.each<[string, readonly string[], { readonly way: string; readonly count: number }]>([
    ['phones beside names', ['张三 13800000001', '李四/139-0000-0002', '王五'], { way: 'phone', count: 2 }],
    ['an address', ['浙江省/杭州市/西湖区', '浙江省/宁波市/海曙区', '北京市/海淀区'], { way: 'slash', count: 3 }],
    ['names and posts', ['张三、经理', '李四、采购', '王五'], { way: 'list', count: 2 }],
    ['lines', ['一\n二\n三\n四', '一\n二\n三\n四'], { way: 'line', count: 4 }],
    ['full-width commas', ['一，二', '一,二'], { way: 'comma', count: 2 }],
    ['nothing to cut', ['一', '二'], { way: 'blank', count: 2 }],
    ['no text', [], { way: 'blank', count: 2 }],
    ['more parts than fields', [Array.from({ length: 30 }, (_, at) => at).join(' ')], { way: 'blank', count: 9 }],
  ])('%s', (_what, texts, cut) => expect(likelyCut(texts)).toMatchObject(cut));

  it('is said by the order again, and every order is sound', () => {
    for (const way of wayKeys)
      for (const rest of [false, true]) {
        const cut = { way, own: way === 'own' ? '号' : '', count: 3, rest };
        for (const order of ordersOf(from, cut)) {
          expect(wayOf(order)).toEqual({ way, own: cut.own });
          const field = { ...newField('text', '段', []), 'x-fill': order };
          const checked = checkDefinition({ biaoli: 1, key: 'a', title: '甲', record: { type: 'object', properties: { part: field } } });
          expect(checked.ok ? [] : checked.problems).toEqual([]);
        }
      }
    expect(separatorOf({ way: 'own', own: '' })).toBe('');
    expect(ordersOf(from, { way: 'slash', own: '', count: 3, rest: true }).map((order) => 'rest' in order)).toEqual([false, false, true]);
  });
});

it.each<[string, readonly string[]]>([
  ['phone', ['13800000001', '0571-87654321', '']],
  ['email', ['a@b.cn', 'c@d.com']],
  ['date', ['2024年5月1日', '2024-06-02', '2024/7/3', '2024.8.4', '2024-01-01']],
  ['number', ['1,200', '30']],
  ['text', ['张三', '13800000001']],
  ['long-text', ['一\n二']],
  ['text', []],
])('words like these are likely %s: %j', (type, words) => expect(likelyType(words)).toBe(type));

it('options are the words of real rows, most frequent first', () => {
  expect(optionTitlesOf(['经理', '采购', '采购', ''], '职务')).toEqual(['采购', '经理']);
  expect(optionTitlesOf(['', 'x'.repeat(61)], '职务')).toEqual(['职务']);
  expect(
    optionTitlesOf(
      Array.from({ length: 80 }, (_, at) => String(at)),
      '职务',
    ),
  ).toHaveLength(50);
});
