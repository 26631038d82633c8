import { expect, expectAccessible, signIn } from './support/app.ts';
import { manager, test } from './support/demo.ts';
import { makeTable, name, openDesigner } from './support/designer.ts';
import { properties, seat } from './support/journey.ts';

const text = (title: string) => ({ title, type: 'string', 'x-type': 'text' });
const hundred = Object.fromEntries(Array.from({ length: 98 }, (_, at) => [`f${at + 1}`, text(`备查 ${at + 1}`)]));

test.beforeEach(async ({ page }) => {
  await signIn(page, manager);
});

test('a field among a hundred is found by its name, from anywhere, also in a folded section', async ({ page }) => {
  await openDesigner(page, await makeTable(page, 'hundred', hundred));
  await page.getByRole('button', { name: '收起：基本' }).click();
  await expect(seat(page, '备查 97')).toHaveCount(0);
  await page.getByRole('button', { name: '展开：基本' }).press('/');
  await page.keyboard.type('备查 97');
  await expect(page.getByRole('list', { name: '表单里的字段' }).getByRole('button')).toHaveText('备查 97');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(name(page)).toHaveValue('备查 97');
  await expect(name(page)).toBeFocused();
  await expect(seat(page, '备查 97')).toBeInViewport();
  await page.keyboard.press('Escape');
  await expect(seat(page, '备查 97')).toBeFocused();
});

test('what is removed says so and comes back with one press, until something else is done', async ({ page }) => {
  const key = await makeTable(page, 'comes_back', { remark: text('备注') });
  await page.clock.install(); // a notice goes by itself after six seconds: here the clock stands
  await openDesigner(page, key);
  await page.clock.pauseAt(new Date(Date.now() + 600_000));
  const notices = page.getByRole('status', { name: '通知' });
  await seat(page, '备注').click();
  await page.getByRole('button', { name: '删除：备注' }).press('Enter');
  await expect(notices).toContainText('已删除“备注”');
  await expect(page.locator('[data-cover]:focus')).toHaveCount(1);
  await notices.getByRole('button', { name: '撤销' }).click();
  await expect(seat(page, '备注')).toBeVisible();
  await expect(notices).not.toContainText('已删除');
  await seat(page, '备注').click();
  await page.keyboard.press('Delete');
  await expect(notices).toContainText('已删除“备注”');
  await name(page).fill('另一个名字');
  await expect(notices).not.toContainText('已删除');
  await expect(seat(page, '备注')).toHaveCount(0);
});

test('the focus stays where hands are: on move and copy buttons, in the settings of the table, in what was restored', async ({ page }) => {
  await openDesigner(page, await makeTable(page, 'hands', { remark: text('备注') }));
  await seat(page, '备注').click();
  const down = page.getByRole('button', { name: '下移：备注' });
  await page.getByRole('button', { name: '上移：备注' }).press('Enter');
  await expect(page.getByRole('button', { name: '上移：备注' })).toBeFocused();
  for (let steps = 0; steps < 2; steps += 1) {
    await down.press('Enter');
    await expect(down).toBeFocused();
  }
  await expect(page.getByText('“备注”移到“其余”第 1 个')).toBeAttached();
  await page.getByRole('button', { name: '复制：备注', exact: true }).press('Enter');
  await expect(page.getByRole('button', { name: '复制：备注 副本', exact: true })).toBeFocused();
  await page.keyboard.press('Control+z');
  await seat(page, '备注').click();
  await seat(page, '备注').press('Alt+ArrowUp');
  await expect(page.getByText('“备注”移到“基本”第 3 个')).toBeAttached();
  await seat(page, '备注').press('Delete');
  await page.getByRole('button', { name: '表的设置' }).press('Enter');
  await expect(properties(page).getByLabel('名称', { exact: true })).toBeFocused();
  await page.getByRole('button', { name: '恢复：备注' }).press('Enter');
  await expect(name(page)).toHaveValue('备注');
  await expect(name(page)).toBeFocused();
  await expect(seat(page, '备注')).toBeInViewport();
});

test('a definition half typed waits while the form is looked at, and says when the draft went on', async ({ page }) => {
  await openDesigner(page, await makeTable(page, 'half_typed'));
  const part = (title: string) => page.getByRole('navigation', { name: '设计的部分' }).getByRole('link', { name: title });
  const box = page.getByRole('textbox', { name: '定义文件' });
  await part('定义文件').click();
  const before = await box.inputValue();
  await box.fill(before.replace('"title": "类别"', '"title": "大类"'));
  await part('表单').click();
  await seat(page, '名称').click();
  await part('定义文件').click();
  await expect(box).toHaveValue(before.replace('"title": "类别"', '"title": "大类"'));
  await expect(page.getByText('草稿在别处又改过')).toHaveCount(0);
  await part('表单').click();
  await seat(page, '名称').click();
  await name(page).fill('公司名称');
  await expect(seat(page, '公司名称')).toBeVisible();
  await part('定义文件').click();
  await expect(page.getByText('草稿在别处又改过')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '放弃改动' }).click();
  await expect(box).toHaveValue(/公司名称/);
});
