import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import * as spreadsheet from 'xlsx';
import { expect, expectAccessible, signIn } from './support/app.ts';
import { manager, staff, test } from './support/demo.ts';

const choose = async (page: Page, name: string): Promise<Download> => {
  await page.getByRole('button', { name: '导出', exact: true }).click();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
  return file;
};

const linesOf = async (file: Download): Promise<readonly (readonly unknown[])[]> => {
  const book = spreadsheet.read(readFileSync(await file.path()), { cellDates: true });
  const [first = ''] = book.SheetNames;
  const sheet = book.Sheets[first];
  return sheet ? spreadsheet.utils.sheet_to_json<readonly unknown[]>(sheet, { header: 1 }) : [];
};

test('exactly the filtered view, or everything, under the dated name', async ({ page }) => {
  await signIn(page, manager);
  await page.goto('/t/customer?filter=' + encodeURIComponent(JSON.stringify({ field: 'status', op: 'is', value: 'active' })));
  const shown = Number(/\d+/.exec((await page.locator('tfoot [role=status]').innerText()).replaceAll(',', ''))?.[0]);
  const view = await choose(page, '当前视图，Excel');
  expect(view.suggestedFilename()).toMatch(/^客户信息总表_\d{8}\.xlsx$/);
  const lines = await linesOf(view);
  expect(lines).toHaveLength(shown + 1);
  expect(lines[0]?.slice(0, 2)).toEqual(['客户编号', '客户名称']);
  expect(lines[0]?.at(-1)).toBe('biaoli_id');
  const status = lines[0]?.indexOf('合作状态') ?? -1;
  expect(new Set(lines.slice(1).map((line) => line[status]))).toEqual(new Set(['合作中']));
  const phone = lines[0]?.indexOf('联系方式') ?? -1;
  expect(typeof lines[1]?.[phone]).toBe('string');
  expect(await linesOf(await choose(page, '全部记录'))).toHaveLength(501);
  const csv = await choose(page, '当前视图，CSV');
  expect(readFileSync(await csv.path()).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  await expectAccessible(page);
});

test('staff export their own rows; a refused export says why', async ({ page }) => {
  await signIn(page, staff);
  await page.goto('/t/customer');
  const shown = Number(/\d+/.exec(await page.locator('tfoot [role=status]').innerText())?.[0]);
  expect(shown).toBeLessThan(500);
  expect(await linesOf(await choose(page, '全部记录'))).toHaveLength(shown + 1);
  await page.route('**/export.xlsx?*', (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({ title: '你没有权限导出，请找管理员开通' }),
    }),
  );
  await page.getByRole('button', { name: '导出', exact: true }).click();
  await page.getByRole('menuitem', { name: '全部记录' }).click();
  await expect(page.getByText('你没有权限导出，请找管理员开通')).toBeVisible();
});
