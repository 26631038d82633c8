import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '#core/definition/check-definition.ts';
import { diffDefinitions } from '#core/definition/diff-additive.ts';
import type { Definition } from '#core/definition/definition.ts';

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
  diffDefinitions(edited(), edited(edits)).map((change) => `${change.refused ? 'refused ' : ''}${change.kind} ${change.path}`);

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
      [`rule-changed ${P}/product/x-require`, `rule-changed ${P}/amount/x-show`],
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
    ['layout and rights', { '/layout/0/columns': 1, '/access/manager': 'team' }, ['layout-changed /layout', 'access-changed /access']],
  ])('%s', (_what, edits, changes) => {
    expect(kinds(edits)).toEqual(changes);
    expect(changes.some((change) => change.startsWith('refused'))).toBe(false);
  });
});

describe('what it refuses for now', () => {
  it.each<[string, Edits, string]>([
    ['another key', { '/key': 'clients' }, 'refused table-key-changed /key'],
    [
      'another type',
      { [`${P}/product`]: { title: '合作产品', type: 'string', 'x-type': 'long-text' } },
      `refused type-changed ${P}/product`,
    ],
    ['an option less', { [`${P}/size/oneOf/4`]: undefined }, `refused option-removed ${P}/size/oneOf`],
    ['tighter bounds', { [`${P}/name/maxLength`]: 40 }, `refused bounds-tightened ${P}/name/maxLength`],
    ['a bound where none was', { [`${P}/amount/maximum`]: 1000 }, `refused bounds-tightened ${P}/amount/maximum`],
    ['a pattern', { [`${P}/name/pattern`]: '^x' }, `refused rule-tightened ${P}/name/pattern`],
    ['uniqueness', { [`${P}/phone/x-unique`]: true }, `refused rule-tightened ${P}/phone/x-unique`],
    ['another number', { [`${P}/customer_no/x-serial/prefix`]: 'K' }, `refused rule-fixed ${P}/customer_no/x-serial`],
    [
      'no more 其他',
      { [`${P}/source/x-other`]: undefined, [`${P}/source/oneOf/4/x-other-option`]: undefined },
      `refused other-removed ${P}/source/x-other`,
    ],
    [
      'another owner',
      {
        [`${P}/keeper`]: { title: '保管人', type: 'string', 'x-type': 'member' },
        [`${P}/owner`]: undefined,
        '/access/owner': 'keeper',
        '/record/required': [],
        '/layout': [],
        '/views': [],
        '/reminders': [],
      },
      'refused owner-changed /access/owner',
    ],
  ])('%s', (_what, edits, change) => {
    expect(kinds(edits)).toContain(change);
  });

  it('a field less, whatever else changed with it', () => {
    const fewer = { [`${P}/feedback`]: undefined, '/layout/2/fields/4': undefined, '/views/1/columns/8': undefined };
    expect(kinds(fewer)).toEqual([`refused field-removed ${P}/feedback`, 'layout-changed /layout', 'view-changed /views/1']);
  });

  it('says nothing about the order of keys', () => {
    const turned: unknown = JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).reverse()) : value,
    );
    const result = checkDefinition(turned);
    expect(result.ok && diffDefinitions(edited(), result.value)).toEqual([]);
  });
});
