import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn } from './support/app.ts';
import { manager, staff, test } from './support/demo.ts';
import { draftOf, makeTable, name, openDesigner, saved, type } from './support/designer.ts';
import { properties, seat } from './support/journey.ts';

const order = (page: Page): Promise<readonly string[]> =>
  page.locator('[data-seat] .label > label').evaluateAll((labels) => labels.map((label) => label.textContent?.trim() ?? ''));

const fifteen: readonly (readonly [type: string, title: string])[] = [
  ['单行文本', '客户简称'],
  ['多行文本', '背景'],
  ['单选', '级别'],
  ['多选', '关注点'],
  ['日期', '签约日期'],
  ['数字', '人数'],
  ['金额', '预算'],
  ['电话', '座机'],
  ['成员', '负责人'],
  ['是否', '已付定金'],
  ['百分比', '折扣'],
  ['邮箱', '抄送邮箱'],
  ['网址', '官网'],
];

test.beforeEach(async ({ page }) => {
  await signIn(page, manager);
});

test('a table of 15 fields with a condition, by mouse', async ({ page }) => {
  await openDesigner(page, await makeTable(page, 'by_mouse'));
  await expectAccessible(page);
  for (const [kind, title] of fifteen) {
    await type(page, kind).click();
    await expect(name(page)).toBeFocused();
    await name(page).fill(title);
  }
  await expect(page.getByText('共 15 个字段，必填 1 个')).toBeVisible();
  await seat(page, '预算').click();
  await properties(page).getByRole('switch', { name: '必填' }).check();
  const show = page.getByRole('group', { name: '显示条件' });
  await show.getByRole('button', { name: '条件', exact: true }).click();
  await page.getByRole('combobox', { name: '字段' }).fill('类别');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: '值' }).fill('甲');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '加上' }).click();
  await expect(page.getByText('类别是甲时显示').first()).toBeVisible();
  await expectAccessible(page);

  await seat(page, '客户简称').scrollIntoViewIfNeeded();
  const [from, to] = [await type(page, '省市区').boundingBox(), await seat(page, '客户简称').boundingBox()];
  if (!from || !to) throw new Error('nothing to drag');
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 80, to.y + 20, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height - 4, { steps: 4 });
  await expect(page.getByText('放在这里')).toBeVisible();
  await page.mouse.up();
  expect((await order(page)).slice(0, 4)).toEqual(['名称', '客户简称', '省市区', '背景']);

  const head = page.locator('[data-head="second"]');
  await head.scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: '收起：基本' }).click();
  const [moved, above] = [await head.boundingBox(), await page.locator('[data-head="first"]').boundingBox()];
  if (!moved || !above) throw new Error('nothing to drag');
  await page.mouse.move(moved.x + 5, moved.y + 5);
  await page.mouse.down();
  await page.mouse.move(above.x + 20, above.y + 5, { steps: 4 });
  await page.mouse.move(above.x + 20, above.y - 4, { steps: 2 });
  await page.mouse.up();
  expect(await page.locator('[data-head]').allTextContents()).toEqual(['其余', '基本']);
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: '展开：基本' }).click();

  await page.getByRole('button', { name: '试填' }).click();
  await expect(page.getByRole('textbox', { name: '客户简称' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: '预算' })).toHaveCount(0);
  await page.locator('.sheet').getByRole('combobox', { name: '类别' }).fill('甲');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '预算' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '试填' }).click();

  await page.getByRole('button', { name: /^未发布的修改 \d+ 处$/ }).click();
  await expect(page.getByRole('dialog', { name: '未发布的修改' })).toContainText('新增字段“预算”');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await saved(page);
  const { document } = await draftOf(page, 'by_mouse');
  expect(Object.keys(document.record.properties)).toContain('yu_suan');
  expect(document.record.properties.yu_suan['x-show']).toEqual({ field: 'kind', op: 'is', value: 'a' });
  expect(document.record.required).toEqual(['name', 'yu_suan']);
});

test('the same by keyboard alone', async ({ page }) => {
  await openDesigner(page, await makeTable(page, 'by_keys'));
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const tabTo = async (found: () => Promise<boolean>, by = 'Tab'): Promise<void> => {
    for (let steps = 0; steps < 80; steps += 1) {
      if (await found()) return;
      await press(by);
    }
    throw new Error('not reached by Tab');
  };
  const focusIn = (selector: string) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  await press('Escape');
  await expect(seat(page, '名称')).toBeFocused();
  for (const [kind, title] of fifteen) {
    await press('/');
    await page.keyboard.type(kind);
    await press('Enter');
    await expect(name(page)).toBeFocused();
    await page.keyboard.type(title);
    await press('Escape');
    await expect(seat(page, title)).toBeFocused();
  }
  expect(await order(page)).toEqual(['名称', ...fifteen.map(([, title]) => title), '类别']);
  await press('Home', 'ArrowDown');
  await expect(seat(page, '客户简称')).toBeFocused();
  await press('Alt+ArrowUp');
  await expect(page.getByText('“客户简称”移到“基本”第 1 个')).toBeAttached();
  await expect(seat(page, '客户简称')).toBeFocused();
  await press('End', 'Alt+ArrowDown');
  await expect(page.getByText('“类别”移到“其余”第 1 个')).toBeAttached();
  await expect(seat(page, '类别')).toBeFocused();
  await press('Alt+ArrowUp');
  await expect(seat(page, '类别')).toBeFocused();
  await press('ArrowUp', 'Enter');
  await expect(name(page)).toHaveValue('官网');
  await expect(name(page)).toBeFocused();
  await tabTo(() => page.evaluate(() => document.activeElement?.closest('[aria-label="显示条件"]') !== null));
  await press('Enter');
  await page.keyboard.type('类别');
  await press('Enter');
  await tabTo(() => focusIn('[aria-label="值"]'));
  await page.keyboard.type('乙');
  await press('Enter');
  await tabTo(() => focusIn('button[type="submit"]'), 'Shift+Tab');
  await press('Enter');
  await expect(page.getByText('类别是乙时显示').first()).toBeVisible();
  await press('Escape');
  await expect(seat(page, '官网')).toBeFocused();
  await press('Control+d');
  await expect(seat(page, '官网 副本')).toBeFocused();
  await press('Delete');
  await expect(seat(page, '官网 副本')).toHaveCount(0);
  await expect(page.locator('[data-cover]:focus')).toHaveCount(1);
  await press('Control+z');
  await expect(seat(page, '官网 副本')).toHaveCount(1);
  await press('Control+Shift+Z');
  await expect(seat(page, '官网 副本')).toHaveCount(0);
  await saved(page);
  expect((await draftOf(page, 'by_keys')).document.layout[0].fields).toHaveLength(15);
});

test('staff see no designer; a table that is not there has none', async ({ page }) => {
  const key = await makeTable(page, 'not_mine');
  await page.context().clearCookies();
  await signIn(page, staff);
  await page.goto(`/t/${key}`);
  await expect(page.getByRole('link', { name: '设计', exact: true })).toHaveCount(0);
  expect((await page.goto(`/t/${key}/design`))?.status()).toBe(403);
  await expectAccessible(page);
  expect((await page.goto('/t/no_such_table/design'))?.status()).toBe(404);
});

test('on a phone the panes are steps, in the dark too', async ({ page }) => {
  const key = await makeTable(page, 'phone');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`/t/${key}/design`);
  await expect(seat(page, '名称')).toBeVisible();
  await expectAccessible(page);
  await expect(async () => {
    await page.getByText('添加', { exact: true }).click();
    await expect(type(page, '日期')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expectAccessible(page);
  await type(page, '日期').click();
  await expect(name(page)).toBeFocused();
  await name(page).fill('回访日');
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: '回到表单' }).click();
  await expect(seat(page, '回访日')).toBeFocused();
  await page.getByRole('button', { name: '上移：回访日' }).click();
  await page.getByRole('button', { name: '属性：回访日' }).click();
  await expect(name(page)).toHaveValue('回访日');
});
