import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn } from './support/app.ts';
import { manager, test } from './support/demo.ts';

const tab = async (page: Page, name: string): Promise<void> => {
  await page.goto(`/t/customer/design?tab=${name}`);
};

test.beforeEach(async ({ page }) => signIn(page, manager));

/** Field, comparison and value of a condition, by keyboard alone. */
const build = async (page: Page, dialog: string, field: string, value: string): Promise<void> => {
  const builder = page.getByRole('dialog', { name: dialog });
  await builder.getByRole('combobox', { name: '字段' }).fill(field);
  await page.keyboard.press('Enter');
  await builder.getByRole('combobox', { name: '值' }).fill(value);
  await page.keyboard.press('Enter');
  await builder.getByRole('button', { name: '加上' }).press('Enter');
};

test('a view: name, condition counted on the real rows, columns, order, row colours', async ({ page }) => {
  await tab(page, 'views');
  await expectAccessible(page);
  await page.getByRole('button', { name: '新建视图' }).click();
  const title = page.getByLabel('视图名称');
  await expect(title).toBeFocused();
  await title.fill('展会客户');
  await expect(page.getByRole('list', { name: '视图' }).getByRole('button', { name: '展会客户', exact: true })).toBeVisible();
  await title.fill('');
  await expect(page.getByText('名称不能空着')).toBeVisible();
  await title.fill('展会客户');

  await page.getByRole('group', { name: '只看' }).getByRole('button', { name: '条件', exact: true }).press('Enter');
  await build(page, '条件', '客户来源', '展会');
  const sentence = page.getByRole('group', { name: '只看' });
  await expect(sentence).toContainText(/客户来源.*是.*展会/);
  await expect(page.getByText(/现在有 \d+ 条，共 500 条/)).toBeVisible();
  await sentence.getByRole('button', { name: '另一组“或者”' }).press('Enter');
  await build(page, '另一组“或者”', '合作状态', '合作中');
  await expect(sentence).toContainText('并且');

  await page.getByRole('button', { name: '去掉“客户编号”' }).click();
  await expect(page.getByRole('list', { name: '列' })).not.toContainText('客户编号');
  await page.getByRole('button', { name: '添加颜色' }).press('Enter');
  await build(page, '添加颜色', '合作状态', '暂停合作');
  await page.getByLabel('旁边的词').fill('留意');
  await expect(page.getByText(/今天会命中 \d+ 条，共 500 条/)).toBeVisible();
  await expectAccessible(page);
});

test('a condition is tried on a record and on values, and a dead one is told', async ({ page }) => {
  await tab(page, 'views');
  const sentence = page.getByRole('group', { name: '只看' });
  await page.getByRole('button', { name: '新建视图' }).click();
  await sentence.getByRole('button', { name: '条件', exact: true }).press('Enter');
  await build(page, '条件', '客户来源', '展会');
  await sentence.getByRole('button', { name: '条件', exact: true }).press('Enter');
  await build(page, '条件', '客户来源', '转介绍');
  await expect(page.getByText('这个条件永远不会满足')).toBeVisible();
  await sentence.getByRole('button', { name: '并且' }).press('Enter');
  await expect(page.getByText('这个条件永远不会满足')).toBeHidden();
  await sentence.getByRole('button', { name: '拿一条记录试试' }).press('Enter');
  await page.getByLabel('客户来源的值').fill('展会');
  await page.keyboard.press('Enter');
  await expect(page.getByText('满足', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
});

test('reminder rules are sentences, counted on the real rows with the first of them; what cannot be counted says so', async ({ page }) => {
  await tab(page, 'reminders');
  await expect(page.getByText(/今天会命中 \d+ 条/)).toBeVisible();
  const met = page.getByRole('group', { name: /今天会命中/ });
  await expect(met.getByRole('columnheader', { name: '最近跟进日期' })).toBeVisible();
  await expect(met.getByRole('row')).toHaveCount(9);
  const rules = page.getByRole('list', { name: '提醒规则' });
  await expect(rules.getByText(/^今天 \d+ 条$/).first()).toBeVisible();
  await expectAccessible(page);

  await met
    .getByRole('button', { name: /^为什么：/ })
    .first()
    .click();
  const because = page.getByRole('dialog', { name: /^为什么提醒“/ });
  await expect(because.getByText(/^最近跟进日期 \d{4}-\d{2}-\d{2}$/)).toBeVisible();
  await expect(because.getByText(/^\d+ 天前，且早于\s?30 天前$/)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(because).toBeHidden();

  await page.route('**/reminders/preview', (route) => route.abort());
  await page.reload();
  await expect(rules.getByText('没数出来，请检查网络').first()).toBeAttached();
  await page.unroute('**/reminders/preview');
  await page.getByRole('button', { name: '新建规则' }).click();
  await page.getByLabel('规则名称').fill('合作纪念日');
  await page.getByLabel('什么时候').selectOption('到了某一天');
  await page.getByLabel('提前几天').fill('7, 0');
  await expect(page.getByText(/今天会命中 \d+ 条/)).toBeVisible();
  await page.getByLabel('每年这一天 / 就这一天').selectOption('每年这一天');
  await expect(page.getByText(/今天会命中 \d+ 条/)).toBeVisible();
  await page.getByLabel('提前几天').fill('七');
  await expect(page.getByText('请填 0 到 366 的整数')).toBeVisible();
  await page.getByLabel('什么时候').selectOption('一件事之后限时完成');
  await expect(page.getByText(/今天会命中 \d+ 条/)).toBeVisible();
  await page.getByLabel('从什么时候算起', { exact: true }).selectOption('改了某个字段');
  await page.getByLabel('从什么时候算起 哪个字段').selectOption('合作状态');
  await expect(page.getByText(/今天会命中 \d+ 条/)).toBeVisible();
  await page.getByLabel('到什么为止', { exact: true }).selectOption('记了一次联系');
  await expect(page.getByText('还没有沟通记录表')).toBeVisible();
  await expectAccessible(page);
});

test('the definition as text: faults at their lines, a sound one is one edit', async ({ page }) => {
  await tab(page, 'json');
  const box = page.getByRole('textbox', { name: '定义文件' });
  const text = await box.inputValue();
  await expectAccessible(page);
  await box.fill(text.replace('"biaoli": 1,', '"biaoli": 1,,'));
  await expect(page.getByText(/第 2 行第 15 列：这里不合 JSON 的写法/)).toBeVisible();
  await box.fill(text.replace('"columns": 2', '"columns": 3'));
  await expect(page.getByRole('button', { name: /第 \d+ 行第 \d+ 列：这里只能是 1、2/ })).toBeVisible();
  await expect(page.getByRole('button', { name: '用这份定义' })).toBeDisabled();
  await box.fill(text.replace('"title": "客户名称"', '"title": "客户全称"'));
  await page.getByRole('button', { name: '用这份定义' }).click();
  await expect(page.getByText('已换成这份定义')).toBeVisible();
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(box).toHaveValue(text);
});
