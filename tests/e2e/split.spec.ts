import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn } from './support/app.ts';
import { manager, test } from './support/demo.ts';

const contacts = ['张三 13800000001', '李四　139-0000-0002', '王五/13700000003', '赵六', ''];
const text = (title: string) => ({ title, type: 'string', 'x-type': 'text' });
const guest = (key: string, contact: Record<string, unknown> = {}) => ({
  biaoli: 1,
  key,
  title: '来访登记',
  record: { type: 'object', properties: { name: text('单位'), contact: { ...text('联系人'), ...contact } }, required: ['name'] },
  layout: [{ key: 'basic', title: '基础信息', columns: 2, fields: ['name', 'contact'] }],
  views: [{ key: 'all', title: '全部', columns: ['name', 'contact'] }],
  reminders: [],
  access: { roles: { manager: { read: 'all', update: 'all' } } },
});

const send = async <T>(page: Page, path: string, data: unknown): Promise<T> => {
  const answer = await page.request.post(path, { headers: { origin: new URL(page.url()).origin }, data });
  expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  return answer.json();
};
const values = async (page: Page): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const answer = await page.request.get('/api/v1/tables/guest/records?sort=name');
  const { records } = await answer.json();
  return records.map((record: { values: unknown }) => record.values);
};

test('one text becomes two fields: seen on real rows, tried, published, taken back without a loss', async ({ page }) => {
  test.slow();
  await signIn(page, manager);
  await send(page, '/api/v1/tables', guest('guest'));
  for (const [at, contact] of contacts.entries())
    await send(page, '/api/v1/tables/guest/records', { name: `${at + 1} 号`, ...(contact === '' ? {} : { contact }) });
  const before = await values(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/t/guest/design');
  await page.getByRole('button', { name: /^联系人，/ }).click();
  await page.getByRole('button', { name: '属性：联系人' }).click();
  await page.getByRole('button', { name: '拆分成多个字段…' }).click();
  const dialog = page.getByRole('dialog', { name: '拆分“联系人”' });
  await expect(dialog.getByLabel('怎么拆')).toHaveValue('phone');
  await expect(dialog.getByRole('row', { name: /王五\/13700000003/ })).toContainText('13700000003');
  await expect(dialog.getByRole('status')).toContainText('看了有内容的 4 条');
  await expect(dialog.getByRole('status')).toContainText('1 条拆不出“电话”，会留空');
  await expect(dialog.getByLabel('电话的类型')).toHaveValue('phone');
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expectAccessible(page);

  await dialog.getByLabel('怎么拆').selectOption({ label: '按空格' });
  await expect(dialog.getByLabel('拆成几段')).toBeVisible();
  await expect(dialog.getByRole('status')).toContainText('2 条拆不出“联系人 2”');
  await dialog.getByLabel('怎么拆').selectOption({ label: '按别的分隔符' });
  await expect(dialog.getByText('写出分隔符，最多 8 个字')).toBeVisible();
  await expect(dialog.getByRole('button', { name: '加 0 个字段' })).toBeDisabled();
  await dialog.getByLabel('怎么拆').selectOption({ label: '把电话和文字分开' });

  await dialog.getByLabel('电话以外的文字的名称').fill('联系人');
  await expect(dialog.getByText('给每个新字段写一个不重复的名称')).toBeVisible();
  await dialog.getByLabel('电话以外的文字的名称').fill('姓名');
  await dialog.getByLabel('电话的名称', { exact: true }).fill('手机');
  await dialog.getByRole('button', { name: '加 2 个字段' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^手机，/ })).toBeVisible();
  await expect(page.getByLabel('初始值')).toHaveValue('contact');
  await expect(page.getByRole('list', { name: '用真实的数据看看' })).toContainText('张三 13800000001 → 张三');
  await expectAccessible(page);

  await page.locator('#main').getByRole('link', { name: '发布', exact: true }).click();
  const plan = page.locator('section.box', { has: page.getByRole('heading', { name: '试运行结果' }) });
  await expect(plan).toContainText('初始值从“联系人”拆出 · 试用期间还不填入，发布时才填');
  const phones = plan.getByRole('table', { name: '手机' });
  await expect(phones.getByRole('row', { name: /赵六/ })).toContainText('不合格');
  await expect(phones.getByRole('row', { name: /李四/ })).toContainText('可直接转换');
  await expect(page.getByText('新字段手机的初始值从联系人拆出，联系人的内容不变')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('发布说明').fill('姓名和手机分开填');
  await page.getByRole('button', { name: '发布给全员', exact: true }).click();
  const asking = page.getByRole('dialog', { name: '发布第 2 版给全员' });
  await expect(asking).toBeVisible();
  const known = asking.getByRole('checkbox');
  if (await known.isVisible()) await known.check();
  await asking.getByRole('button', { name: /^发布给全员 \d+ 人$/ }).click();
  await expect(page.getByText('第 2 版已发布')).toBeVisible();

  const { record } = await (await page.request.get('/api/v1/tables/guest')).json();
  const keys = Object.fromEntries(Object.entries<{ title: string }>(record.properties).map(([key, field]) => [field.title, key]));
  const [person = '', phone = ''] = [keys['姓名'], keys['手机']];
  const filled = await values(page);
  expect(filled.map((row) => [row['contact'], row[person], row[phone]])).toEqual([
    ['张三 13800000001', '张三', '13800000001'],
    ['李四　139-0000-0002', '李四', '139-0000-0002'],
    ['王五/13700000003', '王五', '13700000003'],
    ['赵六', '赵六', undefined],
    [undefined, undefined, undefined],
  ]);
  await send(page, '/api/v1/tables/guest/revisions/1/rollback', { note: '先退回' });
  expect(await values(page)).toEqual(before);
  await send(page, '/api/v1/tables/guest/revisions/2/rollback', { note: '再往前' });
  expect(await values(page)).toEqual(filled);
});

test('a field added by hand takes its first values from a text, for the same eyes', async ({ page }) => {
  await signIn(page, manager);
  await send(page, '/api/v1/tables', guest('visit', { 'x-access': { read: ['manager', 'admin'] } }));
  await send(page, '/api/v1/tables/visit/records', { name: '一号', contact: '王五、采购、北京' });
  await page.goto('/t/visit/design');
  await page.getByRole('button', { name: '单行文本', exact: true }).click();
  await page.getByLabel('初始值').selectOption({ label: '从“联系人”拆出' });
  const samples = page.getByRole('list', { name: '用真实的数据看看' });
  await expect(samples).toHaveText('王五、采购、北京 → 王五、采购、北京');
  await page.getByLabel('怎么拆').selectOption({ label: '按顿号 、' });
  await expect(samples).toHaveText('王五、采购、北京 → 王五');
  await page.getByLabel('取哪一段').selectOption({ label: '第 2 段和后面的全部' });
  await expect(samples).toHaveText('王五、采购、北京 → 采购、北京');
  await page.getByLabel('怎么拆').selectOption({ label: '按别的分隔符' });
  await page.getByLabel('自定的分隔符').fill('采购');
  await page.getByLabel('取哪一段').selectOption({ label: '第 1 段' });
  await expect(samples).toHaveText('王五、采购、北京 → 王五、');
  await expectAccessible(page);
  const saved = async (): Promise<unknown> => {
    const { drafts } = await (await page.request.get('/api/v1/tables/visit/drafts')).json();
    const { document } = await (await page.request.get(`/api/v1/tables/visit/drafts/${drafts[0]?.id}`)).json();
    return Object.values<unknown>(document?.record.properties ?? {}).at(-1);
  };
  await expect.poll(saved).toMatchObject({
    title: '单行文本',
    'x-fill': { from: 'contact', by: '采购', part: 1 },
    'x-access': { read: ['manager', 'admin'] },
  });
});
