import { expect, expectAccessible, signIn, startedWith } from './support/app.ts';

/** A server of this file's own: what it makes is in nobody's way. */
const test = startedWith({});

test('each template makes its table in one step; a second one of a kind gets a number', async ({ page }) => {
  await signIn(page);
  for (const [title, key] of [
    ['客户信息总表', 'customer'],
    ['集团客户', 'group_customer'],
    ['客户基本信息', 'basic_info'],
    ['客户信息总表', 'customer_2'],
  ] as const) {
    await page.goto('/start');
    await page.getByRole('radio', { name: title }).check();
    await page.getByRole('button', { name: `用“${title}”开始` }).click();
    await expect(page).toHaveURL(new RegExp(`/t/${key}(\\?|$)`));
  }
  const tables = page.getByRole('navigation', { name: '主导航' });
  await expect(tables.getByRole('link', { name: '客户信息总表 2' })).toBeVisible();
  const { definition } = await (await page.request.get('/api/v1/tables/customer')).json().then((body) => ({ definition: body }));
  expect(Object.keys(definition.record.properties)).toHaveLength(22);
});

test('a whole table goes into the bin with its count named, and comes back', async ({ page }) => {
  await signIn(page);
  await page.goto('/bin');
  await expectAccessible(page);
  await page.getByRole('button', { name: '把“集团客户”移入回收站' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('“集团客户”和里面的 0 条记录会一起移入回收站');
  await dialog.getByRole('button', { name: '移入 0 条记录' }).click();
  await expect(page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '集团客户' })).toHaveCount(0);
  expect((await page.request.get('/api/v1/tables/group_customer')).status()).toBe(404);
  await page.getByRole('button', { name: '恢复“集团客户”' }).click();
  await expect(page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '集团客户' })).toBeVisible();
  expect((await page.request.get('/api/v1/tables/group_customer')).status()).toBe(200);
});
