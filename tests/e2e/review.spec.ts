import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, otherPage, signIn } from './support/app.ts';
import { manager, staff, test } from './support/demo.ts';

const openReview = async (page: Page): Promise<void> => {
  await signIn(page, manager);
  await page.goto('/t/customer/review');
};

/** A review counted anew by this test; the demonstration has none. */
const counted = async (page: Page): Promise<void> => {
  await openReview(page);
  const started = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().endsWith('/review'));
  await page
    .getByRole('button', { name: /开始复盘|重新统计/ })
    .first()
    .click();
  const { id }: { id: string } = await (await started).json();
  await expect(page).toHaveURL(new RegExp(`review=${id}$`));
  await expect(page.getByText('平均填写率')).toBeVisible({ timeout: 60_000 });
};

test('a remark takes two clicks in the form and lands in the review', async ({ page, browser, baseURL }) => {
  await signIn(page, staff);
  await page.goto('/t/customer/new');
  const field = page.locator('.field').filter({ hasText: '所属行业' });
  await field.hover();
  await field.getByRole('button', { name: '对这一项提意见' }).click();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: '缺我要的选项' }).click();
  await expect(page.getByText('意见已记下')).toBeVisible();

  await page.getByRole('textbox', { name: '客户名称' }).press('F1');
  await page.getByRole('menuitem', { name: '写几句…' }).click();
  const dialog = page.getByRole('dialog', { name: '对这一项提意见' });
  await dialog.getByLabel('意见').fill('个人客户填身份证上的名字吗');
  await dialog.getByRole('button', { name: '告诉经理' }).click();
  await expect(dialog).toBeHidden();

  const there = await otherPage(browser, baseURL);
  await counted(there);
  await expect(there.getByText('1 位成员对所属行业提了意见')).toBeVisible();
  await expect(there.getByRole('region', { name: '大家的意见' })).toContainText('个人客户填身份证上的名字吗');
  await there.context().close();
});

test('counts a table, takes decisions with reasons, makes a draft and exports', async ({ page }) => {
  await counted(page);
  await expectAccessible(page);
  const row = page.getByRole('row', { name: /合作状态/ });
  await row.getByRole('button', { name: '合作状态' }).click();
  await expect(page.getByRole('heading', { name: '按月' })).toBeVisible();
  await expectAccessible(page);

  const first = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('radiogroup', { name: '决定' }) })
    .first();
  await first.getByText('采纳', { exact: true }).click();
  await expect(first.getByLabel('理由')).toBeVisible();
  await first.getByLabel('理由').fill('用不上');
  await first.getByLabel('理由').press('Tab');
  await expect(page.getByText(/已决定 1 \/ \d/)).toBeVisible();
  await page.reload();
  await expect(first.getByLabel('理由')).toHaveValue('用不上');

  await page.getByRole('button', { name: '生成草稿，含 1 处改动' }).click();
  await expect(page.getByText('草稿里加了 1 处改动')).toBeVisible();

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出纪要' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^客户信息总表 复盘 \d{4}-\d{2}-\d{2}\.xlsx$/);
  expect(
    readFileSync(await file.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');
});

test('the keyboard alone decides', async ({ page }) => {
  await counted(page);
  const group = page.getByRole('radiogroup', { name: '决定' }).last();
  await group.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await expect(group.getByRole('radio', { name: '采纳' })).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(group.getByRole('radio', { name: '保留' })).toBeChecked();
});

test('staff have no reviews', async ({ page }) => {
  await signIn(page, staff);
  expect((await page.goto('/t/customer/review'))?.status()).toBe(403);
  const api = page.request;
  expect((await api.get('/api/v1/tables/customer/review')).status()).toBe(403);
  expect((await api.post('/api/v1/tables/customer/review', { headers: { origin: new URL(page.url()).origin } })).status()).toBe(403);
  expect((await api.get('/api/v1/tables/customer/feedback')).status()).toBe(403);
});

test('390 px and dark: nothing is cut off', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await counted(page);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
