import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messages } from '#messages/zh-CN/messages.ts';
import { clientOf, problemsOf, type Client } from '#support/api.ts';
import { addTestPeople, tokenOf } from '#support/firm.ts';
import { startTestServer, type TestServer } from '#support/server.ts';
import { sayRows } from '../../src/cli/command/plan.ts';

const text = (title: string, more = {}) => ({ title, type: 'string', 'x-type': 'text', ...more });
const guest = {
  biaoli: 1,
  key: 'guest',
  title: '来访登记',
  record: {
    type: 'object',
    properties: { name: text('单位'), contact: text('联系人'), count: { title: '人数', type: 'number', 'x-type': 'number' } },
  },
};
const withFields = (fields: Record<string, unknown>) => ({
  ...guest,
  record: { ...guest.record, properties: { ...guest.record.properties, ...fields } },
});
const at = '/api/v1/tables/guest';
const phone = (fill: unknown) => withFields({ phone: { title: '手机', type: 'string', 'x-type': 'phone', 'x-fill': fill } });

let server: TestServer;
let manager: Client;

beforeAll(async () => {
  server = await startTestServer(addTestPeople);
  manager = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'manager')}` });
  await manager('/api/v1/tables', { body: guest });
  for (const contact of ['张三 13800000001', '李四　１３９００００００２０', '王五'])
    await manager(`${at}/records`, { body: { name: contact.slice(0, 2), contact } });
}, 240_000);
afterAll(() => server?.stop());

describe('an order for first values', () => {
  it.each<[string, unknown, string, string, string]>([
    ['nothing', {}, 'missing-keyword', 'x-fill/from', 'from'],
    ['half a way', { from: 'contact', by: ' ' }, 'fill-shape', 'x-fill', '请二选一'],
    ['two ways', { from: 'contact', by: ' ', part: 1, find: 'phone' }, 'fill-shape', 'x-fill', '请二选一'],
    ['part 0', { from: 'contact', by: ' ', part: 0 }, 'number-out-of-range', 'x-fill/part', '界限是 1'],
    ['part 10', { from: 'contact', by: ' ', part: 10 }, 'number-out-of-range', 'x-fill/part', '界限是 9'],
    ['half a part', { from: 'contact', by: ' ', part: 1.5 }, 'definition-type', 'x-fill/part', ''],
    ['no separator', { from: 'contact', by: '', part: 1 }, 'empty-entry', 'x-fill/by', '请至少写一项'],
    ['a long separator', { from: 'contact', by: '/'.repeat(9), part: 1 }, 'entry-too-long', 'x-fill/by', '最长 8 个字符'],
    ['a strange search', { from: 'contact', find: 'age' }, 'not-one-of', 'x-fill/find', 'phone'],
    ['another word', { from: 'contact', find: 'phone', how: 1 }, 'unknown-keyword', 'x-fill/how', 'how'],
  ])('with %s is told at every door', async (_what, fill, code, place, words) => {
    for (const path of [`${at}/revisions/plan`, `${at}/revisions`]) {
      const refused = await manager(path, { body: { definition: phone(fill), note: 'x' } });
      expect(refused).toMatchObject({ status: 422, codes: [code] });
      const [problem] = problemsOf(refused.body);
      expect(String(problem?.path).endsWith(code === 'missing-keyword' ? 'x-fill' : place)).toBe(true);
      expect(problem?.words).toContain(words);
    }
  });

  it.each<[string, unknown, string]>([
    ['fill-source', phone({ from: 'nothing', find: 'phone' }), '现在用的表里没有这个字段'],
    ['fill-source', phone({ from: 'phone', find: 'phone' }), '现在用的表里没有这个字段'],
    ['fill-source-type', phone({ from: 'count', find: 'phone' }), '只有文本才能拆'],
    ['fill-not-new', withFields({ name: text('单位', { 'x-fill': { from: 'contact', find: 'no-phone' } }) }), '初始值只能给新加的字段'],
  ])('that can never be carried out is planned with its reason, stored and not published: %s', async (code, definition, words) => {
    const planned = await manager(`${at}/revisions/plan`, { body: { definition } });
    expect(planned).toMatchObject({ status: 200, body: { refused: true, problems: [{ code, words: expect.stringContaining(words) }] } });
    const stored = await manager(`${at}/revisions`, { body: { definition, note: 'x' } });
    expect(await manager(`${at}/revisions/${String(stored.body['number'])}/publish`, { body: { note: 'x' } })).toMatchObject({
      status: 422,
      codes: [code],
    });
  });

  it('is planned with samples, with readings of whole texts, and published the same', async () => {
    const definition = withFields({
      person: text('姓名', { 'x-fill': { from: 'contact', by: ' ', part: 1 } }),
      phone: { title: '手机', type: 'string', 'x-type': 'phone', 'x-fill': { from: 'contact', by: ' ', part: 2 } },
    });
    const planned = await manager(`${at}/revisions/plan`, { body: { definition } });
    expect(planned.body).toMatchObject({ rows: 3, clean: 2, lossy: 0, failing: 1, problems: [] });
    const fields = planned.body['fields'];
    expect(fields).toMatchObject([
      { key: 'person', fill: { from: 'contact', title: '联系人' }, clean: 3 },
      {
        key: 'phone',
        failing: 1,
        unread: [{ text: '王五', count: 1 }],
        samples: [
          { before: '张三 13800000001', after: '13800000001', kind: 'clean' },
          { after: '13900000020', kind: 'clean' },
          { before: '王五', after: '', kind: 'failing' },
        ],
      },
    ]);
    const mappings = { phone: { 王五: '13700000003' } };
    expect((await manager(`${at}/revisions/plan`, { body: { definition, mappings } })).body).toMatchObject({ clean: 3, failing: 0 });
    const said: string[] = [];
    const plan = planned.body as unknown as Parameters<typeof sayRows>[0]; // the answer above
    sayRows(
      { ...plan, impact: [], problems: [] },
      { messages, language: 'zh-CN', say: (line) => said.push(line), complain: () => undefined },
    );
    expect(said.join('\n')).toMatch(/王五 → .*\n.*张三 13800000001 → 13800000001/);

    const stored = await manager(`${at}/revisions`, { body: { definition, note: '拆分', mappings } });
    const number = String(stored.body['number']);
    const published = await manager(`${at}/revisions/${number}/publish`, { method: 'POST' });
    expect(published).toMatchObject({ status: 200, body: { report: { rows: 3, clean: 3, failing: 0 } } });
    const { body } = await manager(`${at}/records?sort=name`);
    expect(body['records']).toMatchObject([
      { values: { contact: '李四　１３９００００００２０', person: '李四', phone: '13900000020' } },
      { values: { contact: '王五', person: '王五', phone: '13700000003' } },
      { values: { contact: '张三 13800000001', person: '张三', phone: '13800000001' } },
    ]);
    expect((await manager(`${at}/schema.json`)).text).not.toContain('x-fill');
    const found = await manager(`${at}/records?q=13700000003`);
    expect(found.body['records']).toHaveLength(1);
  });
});
