import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn } from './support/app.ts';
import { manager, staff, test } from './support/demo.ts';

const rows = (page: Page) => page.locator('tbody tr[data-row]');
const total = (page: Page) => page.locator('tfoot [role=status]');

test.beforeEach(async ({ page }) => {
  await signIn(page, manager);
  await page.goto('/t/customer');
  await expect(total(page)).toHaveText('共 500 条');
});

test('the list shows chips, totals and no more rows than fit, however far one scrolls', async ({ page }) => {
  await expect(page.getByRole('columnheader', { name: '客户名称' })).toBeVisible();
  await expectAccessible(page);
  // As the server wrote it: another spelling of the same address would draw every icon twice.
  await expect(page.locator('nav use').first()).toHaveAttribute('href', /^\/_app\/.*#\w/);
  const scroller = page.locator('.scroll:has(table)');
  const bottom = (): Promise<void> => scroller.evaluate((element) => void (element.scrollTop = element.scrollHeight));
  await expect(async () => {
    await bottom();
    await expect(page.locator('tr[data-row="499"]')).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await rows(page).count()).toBeLessThan(80);
  await expect(page.locator('tfoot')).toContainText('合计');
});

test('a header sorts up, down and as the view has it; the address says so', async ({ page }) => {
  const header = page.getByRole('columnheader', { name: '客户编号' });
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await expect(page).toHaveURL(/sort=customer_no/);
  const first = rows(page).first().locator('td').nth(1);
  const lowest = await first.innerText();
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect(first).not.toHaveText(lowest);
  expect((await first.innerText()) > lowest).toBe(true);
  await page.reload();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
});

test('a filter is built as a sentence, changed, joined with any and taken away', async ({ page }) => {
  await page.getByRole('button', { name: '添加条件' }).click();
  const builder = page.getByRole('dialog', { name: '添加条件' });
  await builder.getByRole('combobox', { name: '字段' }).fill('khly');
  await page.getByRole('option', { name: '客户来源' }).first().click();
  await builder.getByRole('combobox', { name: '值' }).fill('zh');
  await page.keyboard.press('Enter');
  await builder.getByRole('button', { name: '加上' }).click();
  await expect(page.locator('.cond')).toHaveText(/客户来源.*是.*展会/);
  await expect(total(page)).not.toHaveText('共 500 条');
  const expo = await total(page).innerText();

  await page.getByRole('button', { name: '添加条件' }).click();
  await builder.getByRole('combobox', { name: '字段' }).fill('最近跟进');
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await builder.getByRole('button', { name: '近 30 天' }).click();
  await builder.getByRole('button', { name: '加上' }).click();
  await expect(page.locator('.cond').nth(1)).toHaveText(/最近跟进日期.*在.*近 30 天/);
  await expect(total(page)).not.toHaveText(expo);
  const both = await total(page).innerText();
  await page.getByRole('button', { name: '且', exact: true }).click();
  await expect(page.getByRole('button', { name: '或', exact: true })).toBeVisible();
  await expect(total(page)).not.toHaveText(both);
  await page
    .getByRole('button', { name: /^去掉条件/ })
    .first()
    .click();
  await expect(page.locator('.cond')).toHaveCount(1);
  await page.getByRole('button', { name: /^去掉条件/ }).click();
  await expect(total(page)).toHaveText('共 500 条');
});

test('the search box finds fragments and initials; nothing found says so', async ({ page }) => {
  const name = await rows(page).first().getByRole('link').innerText();
  await page.keyboard.press('/');
  await expect(page.getByPlaceholder('搜索本视图')).toBeFocused();
  await page.keyboard.type(name.slice(2, 6));
  await expect(total(page)).not.toHaveText('共 500 条');
  await expect(rows(page).first().getByRole('link')).toContainText(name.slice(2, 6));
  await page.getByPlaceholder('搜索本视图').fill('没有这样的客户');
  await expect(page.getByText('没有符合条件的记录')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '清空条件' }).click();
  await expect(total(page)).toHaveText('共 500 条');
});

test('columns are hidden, ordered and frozen, and the view is saved for oneself', async ({ page }) => {
  await page.getByRole('button', { name: /隐藏 \d+ 列/ }).click();
  const drawer = page.getByRole('dialog', { name: '列' });
  await expectAccessible(page);
  await drawer.getByRole('checkbox', { name: '联系方式' }).uncheck();
  await drawer.getByRole('checkbox', { name: '电子邮箱' }).check();
  await drawer.getByRole('button', { name: '上移：跟进人' }).click();
  const names = drawer.getByRole('list', { name: '显示的列' }).getByRole('listitem');
  await names.filter({ hasText: '客户来源' }).dragTo(names.filter({ hasText: '联系人姓名' }));
  await expect(names.nth(2)).toContainText('客户来源');
  await drawer.getByRole('button', { name: '冻结到这一列：客户编号' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: '联系方式' })).toHaveCount(0);
  await expect(page.getByRole('columnheader', { name: '电子邮箱' })).toHaveCount(1);
  await expect(page.locator('thead th.fz')).toHaveCount(2);
  await page.getByRole('button', { name: '存成我的视图' }).click();
  await page.getByLabel('视图名称').fill('电话不看');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  const tab = page.getByRole('link', { name: '电话不看' });
  await expect(tab).toHaveAttribute('aria-current', 'page');
  await page.goto('/t/customer');
  await expect(page.getByRole('columnheader', { name: '联系方式' })).toHaveCount(1);
  await tab.click();
  await expect(page.getByRole('columnheader', { name: '联系方式' })).toHaveCount(0);
  await page.getByRole('button', { name: /视图“电话不看”的操作/ }).click();
  await page.getByRole('menuitem', { name: '删除这个视图' }).click();
  await expect(tab).toHaveCount(0);
});

test('rows past their limit are red, say by how many days, and why', async ({ page }) => {
  await page.getByRole('link', { name: '近30天未跟进的潜在客户' }).click();
  await expect(rows(page).first()).toHaveClass(/\bod\b/);
  const late = rows(page)
    .first()
    .getByRole('button', { name: /超 \d+ 天/ });
  const days = Number(/\d+/.exec(await late.innerText())?.[0]);
  await late.click();
  const why = page.getByRole('dialog', { name: '为什么：超过30天未更新' });
  await expect(why).toContainText('最近跟进日期早于30 天前，或（最近跟进日期为空，且创建时间早于30 天前）');
  await expect(why).toContainText(`${days + 30} 天前`);
  await expect(why).toContainText('第 1 版');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(late).toBeFocused();
});

test('chosen rows are handed over and moved to the bin, and the bin gives them back', async ({ page }) => {
  const pick = async (at: number): Promise<void> => rows(page).nth(at).getByRole('checkbox').check({ force: true });
  await pick(0);
  await pick(1);
  const bar = page.getByRole('toolbar', { name: '已选 2 条' });
  await bar.getByRole('button', { name: '改跟进人' }).click();
  const dialog = page.getByRole('dialog', { name: '改跟进人' });
  await dialog.getByRole('combobox').fill('许静');
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '转出 2 条' }).click();
  await expect(page.getByText('已把 2 条转给许静')).toBeVisible();
  await expect(rows(page).nth(0)).toContainText('许静');

  await pick(0);
  await page.getByRole('button', { name: '移入回收站' }).click();
  await expect(page.getByText('已把 1 条移入回收站')).toBeVisible();
  await expect(total(page)).toHaveText('共 499 条');
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(page.getByText('已还原 1 条')).toBeVisible();
  await expect(total(page)).toHaveText('共 500 条');

  await pick(0);
  await page.getByRole('button', { name: '移入回收站' }).click();
  await expect(total(page)).toHaveText('共 499 条');
  await page.getByRole('link', { name: '回收站' }).first().click();
  await expect(page).toHaveURL(/\/bin$/);
  await page.goto('/t/customer/bin');
  await expectAccessible(page);
  await page.getByRole('button', { name: '还原' }).click();
  await expect(page.getByText('回收站是空的')).toBeVisible();
});

test('arrow keys walk through rows; the row keeps the focus when its panel closes', async ({ page }) => {
  await rows(page).first().getByRole('link').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const third = rows(page).nth(2).getByRole('link');
  await expect(third).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('dialog', { name: await third.innerText() })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(third).toBeFocused();
});

test('a change of somebody else shows by itself', async ({ page, app }) => {
  const link = rows(page).first().getByRole('link');
  const id = (await link.getAttribute('href'))?.split('/').at(-1) ?? '';
  const answer = await page.request.patch(`${app.url}/api/v1/tables/customer/records/${id}`, {
    headers: { 'if-match': '*', origin: app.url },
    data: { name: '改过名字的客户有限公司' },
  });
  expect(answer.status()).toBe(200);
  await expect(link).toHaveText('改过名字的客户有限公司');
});

test('staff see their own rows and no tools they have no right to', async ({ page }) => {
  await page.context().clearCookies();
  await signIn(page, staff);
  await page.goto('/t/customer');
  await expect(rows(page).first()).toBeVisible();
  await expect(total(page)).not.toHaveText('共 500 条');
  await rows(page).first().getByRole('checkbox').check({ force: true });
  await expect(page.getByRole('toolbar')).toBeVisible();
  await expect(page.getByRole('button', { name: '移入回收站' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: '导入' })).toHaveCount(0);
  expect((await page.goto('/t/customer/bin'))?.status()).toBe(403);
});

test('on a phone the list is cards', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  const cards = page.getByRole('list', { name: '客户信息总表' }).getByRole('listitem');
  await expect(cards.first()).toBeVisible();
  await expect(page.getByRole('table')).toHaveCount(0);
  await expectAccessible(page);
  await cards.first().getByRole('link').first().click();
  await expect(page).toHaveURL(/\/t\/customer\/[a-z0-9]{15}$/);
});

test('an address that cannot be read says so and can be left', async ({ page }) => {
  for (const filter of ['{broken', '[]', '5', '{"all":[5]}', '{"field":"nothing","op":"is","value":1}']) {
    expect((await page.goto(`/t/customer?filter=${encodeURIComponent(filter)}`))?.status()).toBe(200);
    await expect(page.getByRole('alert').first()).toBeVisible();
  }
  await page.getByRole('button', { name: '清空条件' }).click();
  await expect(total(page)).toHaveText('共 500 条');
  expect((await page.goto('/t/nothing'))?.status()).toBe(404);
  await expectAccessible(page);
});

test('the list speaks English', async ({ page, app }) => {
  await page.context().addCookies([{ name: 'biaoli_language', value: 'en', url: app.url }]);
  await page.goto('/t/customer?view=stale');
  await expect(page.getByRole('columnheader', { name: 'Customer name' })).toBeVisible();
  await expect(page.locator('.cond').nth(1)).toHaveText(/Last follow-up.*is before.*30 days ago/);
  await expect(page.getByText(/\p{Script=Han}+ d late/u)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /\d+ d late/ }).first()).toBeVisible();
});

test('on a phone one comes back to the list as one left it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/t/customer?view=stale');
  await page.getByRole('listitem').getByRole('link').first().click();
  await expect(page.getByRole('textbox', { name: '客户名称' })).toBeVisible();
  await page.getByRole('button', { name: '关闭' }).click();
  await expect(page).toHaveURL(/view=stale/);
});
