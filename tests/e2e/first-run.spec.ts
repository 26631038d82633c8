import { test as base } from '@playwright/test';
import { expect, expectAccessible, watch } from './support/app.ts';
import { startApp, type App } from './support/start-app.ts';

const firm = { name: '禾川商贸', person: '何敏', email: 'hemin@example.com', password: 'example-password' };

const test = base.extend<{ app: App; quietPage: undefined }>({
  app: async ({}, use) => {
    const app = await startApp();
    await use(app);
    await app.stop();
  },
  baseURL: async ({ app }, use) => use(app.url),
  quietPage: [
    async ({ page, baseURL }, use) => {
      const faults = watch(page, baseURL ?? '');
      await use(undefined);
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

test('the first page makes the administrator, names the firm and offers three beginnings; samples come and go', async ({ page, app }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/set-up$/);
  await expectAccessible(page);
  const code = /(\d{8})\s*$/m.exec(app.said())?.[1] ?? '';
  const fill = async (given: string): Promise<void> => {
    await page.getByLabel('一次性代码').fill(given);
    await page.getByLabel('设一个密码').fill(firm.password);
    await page.getByRole('button', { name: '创建管理员' }).click();
  };
  await page.getByLabel('公司名称').fill(firm.name);
  await page.getByLabel('你的名字').fill(firm.person);
  await page.getByLabel('邮箱').fill(firm.email);
  await fill(code === '12345678' ? '87654321' : '12345678');
  await expect(page.getByText('一次性验证码不对')).toBeVisible();
  await expect(page.getByLabel('公司名称')).toHaveValue(firm.name);
  await fill(code);

  await expect(page).toHaveURL(/\/start$/);
  await expect(page.getByRole('heading', { name: '建第一张表' })).toBeVisible();
  await expect(page.getByRole('link', { name: firm.name })).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(3);
  await expect(page.getByText('选择文件')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: '先看示例数据' }).click();
  const ready = page.getByRole('dialog', { name: '示例数据已装好' });
  await expect(ready).toContainText('3 张表，500 位客户');
  const password = await ready.getByLabel('示例成员的密码').inputValue();
  expect(password.length).toBeGreaterThanOrEqual(8);
  await ready.getByRole('button', { name: '看示例' }).click();
  await expect(page).toHaveURL(/\/t\/customer/);
  await expect(page.getByText('系统里有示例数据')).toBeVisible();

  await page.getByRole('button', { name: '一键移除示例' }).click();
  await page.getByRole('button', { name: '移除 500 条记录' }).click();
  await expect(page).toHaveURL(/\/start$/);
  await expect(page.getByRole('navigation', { name: '主导航' }).getByText('还没有表')).toBeVisible();
  await page.goto('/people');
  await expect(page.getByText('1 人', { exact: true }).first()).toBeVisible();

  await page.goto('/set-up');
  await expect(page).toHaveURL(/\/start$/);
});

test('with BIAOLI_DEMO the console names the sample people, and they sign in before anybody set up', async ({ page }) => {
  const app = await startApp({ BIAOLI_DEMO: '1' });
  try {
    const password = /密码：(\S+)/.exec(app.said())?.[1] ?? '';
    expect(app.said()).toContain('3 张表，500 位客户');
    await page.request.post(`${app.url}/sign-in`, {
      form: { email: 'staff1@demo.local', password },
      headers: { origin: app.url },
    });
    const mine = await page.request.get(`${app.url}/api/v1/tables/customer/records?count=1&limit=1`);
    const { count } = await mine.json();
    expect(count).toBeGreaterThanOrEqual(100);
    expect(count).toBeLessThan(500);
  } finally {
    await app.stop();
  }
});
