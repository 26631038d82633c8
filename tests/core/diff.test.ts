import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '#core/definition/check-definition.ts';
import { diffDefinitions } from '#core/definition/diff-definitions.ts';
import type { Definition } from '#core/definition/definition.ts';
import { keepTombstones } from '#core/definition/keep-tombstones.ts';
import { messages as en } from '#messages/en/messages.ts';
import { wordChange } from '#messages/word-change.ts';
import { messages as zh } from '#messages/zh-CN/messages.ts';

const none = { kind: '', params: {} };

const text = readFileSync(new URL('../../schemas/templates/customer.json', import.meta.url), 'utf8');

type Edits = Readonly<Record<string, unknown>>;

/** The customer template with values set at JSON Pointers; undefined removes, `-` at the end of a list appends. */
const edited = (edits: Edits = {}): Definition => {
  const document: unknown = JSON.parse(text);
  for (const [path, value] of Object.entries(edits)) {
    const steps = path.split('/').slice(1);
    const last = steps.pop() ?? '';
    let at = document;
    for (const step of steps) at = Reflect.get(Object(at), step);
    if (Array.isArray(at) && last === '-') at.push(value);
    else if (Array.isArray(at) && value === undefined) at.splice(Number(last), 1);
    else if (value === undefined) Reflect.deleteProperty(Object(at), last);
    else Reflect.set(Object(at), last, value);
  }
  const result = checkDefinition(document);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
};

const kinds = (edits: Edits): readonly string[] =>
  diffDefinitions(edited(), edited(edits)).map(
    (change) => `${change.effect === 'none' ? '' : `${change.effect} `}${change.kind} ${change.path}`,
  );

const P = '/record/properties';

describe('what publishing takes', () => {
  it.each<[string, Edits, readonly string[]]>([
    ['nothing', {}, []],
    ['a field', { [`${P}/wechat`]: { title: '微信号', type: 'string', 'x-type': 'text' } }, [`field-added ${P}/wechat`]],
    [
      'words of the table',
      { '/title': '客户总表', '/description': '新' },
      ['table-words-changed /title', 'table-words-changed /description'],
    ],
    [
      'words of a field',
      { [`${P}/name/title`]: '客户全称', [`${P}/name/description`]: '新' },
      [`field-renamed ${P}/name/title`, `help-changed ${P}/name/description`],
    ],
    ['an option', { [`${P}/size/oneOf/-`]: { const: 'huge', title: '万人以上' } }, [`option-added ${P}/size/oneOf/5`]],
    [
      'another word and colour',
      { [`${P}/source/oneOf/0/title`]: '展会/论坛', [`${P}/source/oneOf/1/x-color`]: 'pink' },
      [`option-renamed ${P}/source/oneOf/0`, `option-coloured ${P}/source/oneOf/1`],
    ],
    [
      'a retired option',
      { [`${P}/source/oneOf/3/deprecated`]: true, [`${P}/source/oneOf/3/x-replaced-by`]: 'expo' },
      [`option-retired ${P}/source/oneOf/3`, `option-replaced ${P}/source/oneOf/3`],
    ],
    [
      'wider bounds',
      { [`${P}/name/maxLength`]: 80, [`${P}/name/minLength`]: undefined },
      [`bounds-loosened ${P}/name/minLength`, `bounds-loosened ${P}/name/maxLength`],
    ],
    [
      'rules',
      { [`${P}/amount/x-show`]: undefined, [`${P}/product/x-require`]: { field: 'status', op: 'is', value: 'active' } },
      [`require-changed ${P}/product/x-require`, `show-changed ${P}/amount/x-show`],
    ],
    [
      'required',
      { '/record/required': ['name', 'owner', 'contact'] },
      ['required-added /record/required', 'required-removed /record/required'],
    ],
    [
      'a view more, one less, one changed',
      { '/views/4': undefined, '/views/0/frozen': 1, '/views/-': { key: 'new', title: '新', columns: ['name'] } },
      ['view-changed /views/0', 'view-added /views/4', 'view-removed /views/4'],
    ],
    ['a reminder', { '/reminders/0/mark': 'amber' }, ['reminder-changed /reminders/0']],
    ['layout and rights', { '/layout/0/columns': 1, '/access/manager': 'team' }, ['section-columns /layout/0', 'access-changed /access']],
  ])('%s', (_what, edits, changes) => {
    expect(kinds(edits)).toEqual(changes);
    expect(changes.some((change) => /^(refused|rows) /.test(change))).toBe(false);
  });
});

describe('what rows are judged for', () => {
  it.each<[string, Edits, string]>([
    ['another type', { [`${P}/product`]: { title: '合作产品', type: 'string', 'x-type': 'long-text' } }, `rows type-changed ${P}/product`],
    ['an option less', { [`${P}/size/oneOf/4`]: undefined }, `rows option-removed ${P}/size/oneOf`],
    ['tighter bounds', { [`${P}/name/maxLength`]: 40 }, `rows bounds-tightened ${P}/name/maxLength`],
    ['a bound where none was', { [`${P}/amount/maximum`]: 1000 }, `rows bounds-tightened ${P}/amount/maximum`],
    ['a pattern', { [`${P}/name/pattern`]: '^x' }, `rows rule-tightened ${P}/name/pattern`],
    ['uniqueness', { [`${P}/phone/x-unique`]: true }, `rows rule-tightened ${P}/phone/x-unique`],
  ])('%s', (_what, edits, change) => {
    expect(kinds(edits)).toContain(change);
  });
});

describe('what it never takes', () => {
  it('another key of the table', () => {
    expect(kinds({ '/key': 'clients' })).toEqual(['refused table-key-changed /key']);
  });
  it('the key of a removed field for another one', () => {
    const removed = { '/record/x-removed': { wechat: { title: '微信号', type: 'string', 'x-type': 'text' } } };
    const reused = { [`${P}/wechat`]: { title: '人数', type: 'number', 'x-type': 'number' } };
    expect(diffDefinitions(edited(removed), edited(reused)).map(({ effect, kind }) => [effect, kind])).toEqual([['refused', 'key-reused']]);
    const back = { [`${P}/wechat`]: { title: '微信号', type: 'string', 'x-type': 'text' } };
    expect(diffDefinitions(edited(removed), edited(back)).map(({ effect, kind }) => [effect, kind])).toEqual([['none', 'field-restored']]);
  });
});

describe('what it says besides', () => {
  it.each<[string, Edits, readonly string[]]>([
    ['another number', { [`${P}/customer_no/x-serial/prefix`]: 'K' }, [`serial-changed ${P}/customer_no/x-serial`]],
    [
      'no more 其他',
      { [`${P}/source/x-other`]: undefined, [`${P}/source/oneOf/4/x-other-option`]: undefined },
      [`other-removed ${P}/source/x-other`],
    ],
    ['a lock', { [`${P}/amount/x-lock`]: { field: 'status', op: 'is', value: 'ended' } }, [`lock-changed ${P}/amount/x-lock`]],
    ['who sees a field', { [`${P}/amount/x-access`]: { read: ['manager', 'admin'] } }, [`field-access-changed ${P}/amount/x-access`]],
    [
      'limits of an option',
      { [`${P}/size/oneOf/0/x-when`]: { field: 'type', op: 'is', value: 'new' } },
      [`option-limited ${P}/size/oneOf/0`],
    ],
    [
      'colours of a view',
      { '/views/0/colors': [{ title: '新', color: 'red', when: { field: 'type', op: 'is', value: 'new' } }] },
      ['colors-changed /views/0/colors'],
    ],
    ['a second person', { '/access/approval': true }, ['approval-added /access/approval']],
    ['a section by its name', { '/layout/0/title': '基本' }, ['section-renamed /layout/0']],
    ['the order of fields', { '/layout/0/fields/0': 'name', '/layout/0/fields/1': 'customer_no' }, ['fields-moved /layout']],
  ])('%s', (_what, edits, changes) => {
    expect(kinds(edits)).toEqual(changes);
  });

  it('a field less, whatever else changed with it', () => {
    const fewer = { [`${P}/feedback`]: undefined, '/layout/2/fields/4': undefined, '/views/1/columns/8': undefined };
    expect(kinds(fewer)).toEqual([`field-removed ${P}/feedback`, 'view-changed /views/1']);
    expect(keepTombstones(edited(), edited(fewer)).record['x-removed']).toEqual({ feedback: edited().record.properties['feedback'] });
  });

  it('nothing about the order of keys', () => {
    const turned: unknown = JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
    );
    const result = checkDefinition(turned);
    expect(result.ok && diffDefinitions(edited(), result.value)).toEqual([]);
  });

  it('every kind in both languages', () => {
    expect(wordChange(diffDefinitions(edited(), edited({ [`${P}/source/oneOf/0/title`]: '展会/论坛' }))[0] ?? none, zh)).toBe(
      '字段“客户来源”的选项“展会”改名为“展会/论坛”',
    );
    const typed = edited({ [`${P}/product`]: { title: '合作产品', type: 'number', 'x-type': 'money' } });
    const [change = none] = diffDefinitions(edited(), typed).filter(({ kind }) => kind === 'type-changed');
    expect(wordChange(change, zh)).toBe('字段“合作产品/服务”由单行文本改为金额');
    expect(wordChange(change, en)).toBe('Field “Product or service” changes from text to amount');
    for (const kind of Object.keys(zh.change)) expect(Object.keys(en.change)).toContain(kind);
  });
});
