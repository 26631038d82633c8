import { expect, expectAccessible, signIn, startedWith } from './support/app.ts';

/** A server of this file's own: what it makes is in nobody's way. */
const test = startedWith({});

const schema = JSON.stringify({
  title: '供应商',
  properties: {
    companyName: { type: 'string', title: '公司名' },
    level: { enum: ['a', 'b'], title: '级别' },
    parent: { $ref: 'https://example.com/company.json' },
  },
  required: ['companyName'],
});

test('a table from a JSON Schema: what stays out is told before it is made', async ({ page }) => {
  await signIn(page);
  await page.goto('/start');
  await page.getByRole('button', { name: '用 JSON Schema' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('JSON 内容').fill('{"title":');
  await dialog.getByRole('button', { name: '看看会建成什么' }).click();
  await expect(dialog.getByRole('alert')).toContainText('不是完整的 JSON，第 9 个字符');
  await dialog.getByLabel('JSON 内容').fill(schema);
  await dialog.getByRole('button', { name: '看看会建成什么' }).click();
  await expect(dialog.getByText('会建成“供应商”：2 个字段')).toBeVisible();
  await expect(dialog.getByRole('row', { name: /\/properties\/parent/ })).toContainText('在文件外面');
  await expectAccessible(page);
  await dialog.getByLabel('表名').fill('供应商名录');
  await dialog.getByRole('button', { name: '建表，2 个字段' }).click();
  await expect(page).toHaveURL(/\/t\/[a-z_]+$/);
  await expect(
    page
      .getByRole('heading', { name: '供应商名录' })
      .or(page.getByRole('link', { name: '供应商名录' }))
      .first(),
  ).toBeVisible();
});

test('a table of a name alone, and a copy of it without its rows', async ({ page }) => {
  await signIn(page);
  await page.goto('/start');
  await page.getByRole('button', { name: '空白表' }).click();
  await page.getByLabel('表名').fill('展会');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/t\/zhan_hui\/design$/);
  const made = await page.request.post('/api/v1/tables/zhan_hui/records', {
    data: { name: '广交会' },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(made.status()).toBe(201);
  await page.goto('/start');
  await page.getByRole('button', { name: '复制一张表' }).click();
  await page.getByLabel('复制哪张表').selectOption('展会');
  await page.getByRole('dialog').getByRole('button', { name: '复制', exact: true }).click();
  await expect(page).toHaveURL(/\/t\/zhan_hui_2\/design$/);
  const { count } = await (await page.request.get('/api/v1/tables/zhan_hui_2/records?count=1')).json();
  expect(count).toBe(0);
});
