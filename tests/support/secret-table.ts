import type { Definition } from '#core/definition/definition.ts';
import { sound } from '#support/firm.ts';

const text = (title: string) => ({ title, type: 'string', 'x-type': 'text' });
const bosses = { read: ['manager', 'admin'] };

/** What must never reach staff: values, and the keys and words of the fields that hold them. */
export const secrets: readonly string[] = [
  '暗号',
  'xinghe',
  '987654',
  'margin',
  'remark',
  'cause',
  '毛利',
  '内部备注',
  '真实原因',
  '竞品压价',
];

/** Fields that only managers see, one that only they change, and rules that read what staff do not know. */
export const dealTable = (): Definition =>
  sound({
    biaoli: 1,
    key: 'deal',
    title: '商机',
    record: {
      type: 'object',
      properties: {
        name: text('商机名称'),
        person: { title: '跟进人', type: 'string', 'x-type': 'member', 'x-default': { me: true } },
        stage: {
          title: '阶段',
          type: 'string',
          'x-type': 'choice',
          oneOf: [
            { const: 'new', title: '新建' },
            { const: 'won', title: '赢单', 'x-when': { field: 'margin', op: 'filled' } },
          ],
          default: 'new',
          'x-access': { update: ['manager', 'admin'] },
        },
        reason: { ...text('说明'), 'x-require': { field: 'margin', op: 'less', value: 0 } },
        hint: { ...text('提示'), 'x-show': { field: 'margin', op: 'more', value: 0 } },
        margin: { title: '毛利', type: 'number', 'x-type': 'money', 'x-access': bosses, default: 5 },
        remark: { ...text('内部备注'), 'x-access': bosses },
        cause: {
          title: '真实原因',
          type: 'string',
          'x-type': 'choice',
          'x-other': true,
          oneOf: [
            { const: 'price', title: '竞品压价' },
            { const: 'other', title: '其他', 'x-other-option': true },
          ],
          'x-access': bosses,
        },
      },
      required: ['name', 'person'],
    },
    layout: [
      { key: 'basic', title: '基本', columns: 2, fields: ['name', 'person', 'stage', 'reason', 'hint'] },
      { key: 'inner', title: '内部', columns: 2, fields: ['margin', 'remark', 'cause'] },
    ],
    views: [
      {
        key: 'rich',
        title: '赚钱的',
        columns: ['name', 'margin', 'stage'],
        frozen: 2,
        sort: ['-margin', 'name'],
        filter: { field: 'margin', op: 'more', value: 100 },
        colors: [{ title: '亏', color: 'red', when: { field: 'margin', op: 'less', value: 0 } }],
      },
      { key: 'inner', title: '内部看', columns: ['margin', 'remark'] },
    ],
    reminders: [{ key: 'loss', title: '亏本', on: 'state', mark: 'red', when: { field: 'margin', op: 'less', value: 0 } }],
    access: { owner: 'person', roles: { staff: { read: 'all', update: 'all', export: 'all', delete: 'all', import: true } } },
  });
