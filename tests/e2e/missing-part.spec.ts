import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn } from './support/app.ts';
import { manager, test } from './support/demo.ts';

const parts = '**/_app/immutable/**';
const total = (page: Page) => page.locator('tfoot [role=status]');
const unreachable = (page: Page) => page.getByRole('alert').filter({ hasText: '连不上服务器，请重试' });
const outdated = (page: Page) => page.getByRole('alert').filter({ hasText: '界面有更新，请刷新页面' });

/** From now on the page's own files are gone, as after an update of the server; answers the function that puts the new program in place. */
const updateServer = async (page: Page): Promise<() => Promise<void>> => {
  await page.route(parts, (route) => route.fulfill({ status: 404 }));
  await page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'the next one' } }));
  return () => page.unroute(parts);
};
/** A mark that only a page that was not loaded anew still has. */
const mark = (page: Page): Promise<void> => page.evaluate(() => void (document.documentElement.dataset['old'] = ''));
const loadedAnew = (page: Page): Promise<void> => page.locator('html[data-started]:not([data-old])').waitFor({ state: 'attached' });

test.beforeEach(async ({ page }) => {
  await signIn(page, manager);
  await page.goto('/t/customer');
  await expect(total(page)).toHaveText('共 500 条');
});

test('a part that cannot be had says so in its place, and comes when it is tried again', async ({ page }) => {
  await page.route(parts, (route) => route.abort());
  await page.getByRole('button', { name: /隐藏 \d+ 列/ }).click();
  await expect(unreachable(page)).toBeVisible();
  const again = unreachable(page).getByRole('button', { name: '重试' });
  await expect(again).toBeFocused();
  await expectAccessible(page);
  const asked = page.waitForRequest(parts);
  await again.click();
  await asked;
  await expect(unreachable(page).getByRole('button', { name: '刷新页面' })).toBeVisible();
  await page.unroute(parts);
  await again.click();
  const drawer = page.getByRole('dialog', { name: '列' });
  await expect(drawer).toBeVisible();
  // Its style sheet has come along.
  await expect(drawer).toHaveCSS('width', '320px');
  await expect(unreachable(page)).toHaveCount(0);
});

test('a condition is built after all when its builder could not be had at first', async ({ page }) => {
  await page.route(parts, (route) => route.abort());
  await page.getByRole('button', { name: '添加条件' }).click();
  const popover = page.getByRole('dialog', { name: '添加条件' });
  await expect(popover.getByRole('alert')).toContainText('连不上服务器，请重试');
  await page.unroute(parts);
  await popover.getByRole('button', { name: '重试' }).click();
  await expect(popover.getByRole('combobox', { name: '字段' })).toBeVisible();
});

test('after an update of the server a part asks for the page to be refreshed, and the page is where it was', async ({ page }) => {
  const finish = await updateServer(page);
  const row = page.locator('tbody tr[data-row]').first().getByRole('link');
  const name = await row.innerText();
  await row.click();
  await expect(outdated(page)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(outdated(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/t\/customer$/);
  await row.click();
  await mark(page);
  await finish();
  await outdated(page).getByRole('button', { name: '刷新页面' }).click();
  await loadedAnew(page);
  await expect(page.getByRole('heading', { name })).toBeVisible();
});

test('a form that was open while the server was updated saves; the next page is loaded anew', async ({ page }) => {
  const row = page.locator('tbody tr[data-row]').first().getByRole('link');
  await page.goto((await row.getAttribute('href')) ?? '');
  const finish = await updateServer(page);
  await page.getByRole('textbox', { name: '下一步计划' }).fill('升级以后再打样');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('complementary')).toContainText('升级以后再打样');
  await mark(page);
  await page.route(/\/bin$/, async (route) => {
    await finish();
    await route.continue();
  });
  await page.locator('nav a[href="/bin"]').first().click();
  await loadedAnew(page);
  await expect(page).toHaveURL(/\/bin$/);
  await expect(page.getByRole('heading', { name: '回收站' }).first()).toBeVisible();
});

test('the words of a page come from one address, which may be kept as long as the program is the same', async ({ page }) => {
  const asked = new Set<string>();
  page.on('request', (request) => {
    if (request.url().includes('/words/')) asked.add(request.url());
  });
  await page.reload();
  await expect(total(page)).toHaveText('共 500 条');
  const [address = ''] = asked;
  expect(asked.size).toBe(1);
  const words = await page.request.get(address);
  expect(words.headers()['cache-control']).toContain('immutable');
  expect(await words.text()).toContain('界面有更新，请刷新页面');
  expect((await page.request.get('/words/en.js?v=another')).headers()['cache-control']).toBe('no-store');
  expect((await page.request.get('/words/fr.js')).status()).toBe(404);
});
