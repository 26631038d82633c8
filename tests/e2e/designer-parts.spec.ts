import { expect, expectAccessible, signIn } from './support/app.ts';
import { manager, test } from './support/demo.ts';
import { draftOf, makeTable, openDesigner, saved } from './support/designer.ts';
import { seat } from './support/journey.ts';

test.beforeEach(async ({ page }) => {
  await signIn(page, manager);
});

test('options: pasted with what was skipped, 2,000 of them, retired and opened again, 其他', async ({ page }) => {
  await openDesigner(page, await makeTable(page, 'options'));
  await seat(page, '类别').click();
  await page.getByRole('button', { name: '粘贴多行' }).click();
  const dialog = page.getByRole('dialog', { name: '给“类别”粘贴选项' });
  await dialog.getByLabel('一行一个选项').fill('甲\n丙\n丙\n\n  丁 ');
  await expect(dialog).toContainText('跳过已有的 1 个：甲');
  await expect(dialog).toContainText('跳过重复的 1 个：丙');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '添加 2 个' }).click();
  const list = page.getByRole('list', { name: '选项' });
  await expect(list.getByRole('textbox', { name: '选项名称' })).toHaveCount(4);

  await list.getByRole('textbox', { name: '选项名称' }).first().focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(list.getByRole('textbox', { name: '选项名称' }).first()).toHaveValue('乙');
  await page.keyboard.press('Enter');
  await page.keyboard.type('戊');
  await expect(list.getByRole('textbox', { name: '选项名称' })).toHaveCount(5);
  await page.getByRole('button', { name: '甲：更多' }).click();
  await page.getByRole('menuitem', { name: '停用', exact: true }).click();
  await expect(list.getByText('已停用')).toBeVisible();
  await expectAccessible(page);
  await list.getByRole('button', { name: '启用：甲' }).click();
  await expect(list.getByText('已停用')).toHaveCount(0);
  await page.getByRole('switch', { name: '允许填“其他”' }).check();
  await expect(list.getByRole('textbox', { name: '选项名称' }).last()).toHaveValue('其他');

  await page.getByRole('button', { name: '粘贴多行' }).click();
  await dialog.getByLabel('一行一个选项').fill(Array.from({ length: 1994 }, (_, at) => `产品 ${at + 1}`).join('\n'));
  await dialog.getByRole('button', { name: '添加 1994 个' }).click();
  await expect(page.getByText('2000 个')).toBeVisible();
  await page.getByLabel('查找选项').fill('产品 1994');
  await expect(list.getByRole('textbox', { name: '选项名称' })).toHaveValue('产品 1994');
  await list.getByRole('textbox', { name: '选项名称' }).fill('最后一个');
  await saved(page);
  expect((await draftOf(page, 'options')).document.record.properties.kind.oneOf).toHaveLength(2000);
  const idOf = async (title: string): Promise<string | undefined> => {
    const options: { const: string; title: string }[] = (await draftOf(page, 'options')).document.record.properties.kind.oneOf;
    return options.find((option) => option.title === title)?.const;
  };
  await expect.poll(() => idOf('丙')).toBe('bing');
  expect([await idOf('戊'), await idOf('产品 7')]).toEqual(['wu', 'chan_pin_7']);
  expect(await idOf('最后一个')).toBe('chan_pin_1994'); // renamed after it got its id
});

test('an option that no row holds is deleted, one with rows is retired', async ({ page }) => {
  const key = await makeTable(page, 'unused');
  const row = await page.request.post(`/api/v1/tables/${key}/records`, {
    headers: { origin: new URL(page.url()).origin },
    data: { name: '一行', kind: 'a' },
  });
  expect(row.status()).toBe(201);
  await openDesigner(page, key);
  await seat(page, '类别').click();
  await expect(page.getByText('2 个，右侧为使用次数')).toBeVisible();
  await page.getByRole('button', { name: '甲：更多' }).click();
  await expect(page.getByRole('menuitem', { name: '删除' })).toContainText('有数据，请停用');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '乙：更多' }).click();
  await page.getByRole('menuitem', { name: '删除' }).click();
  await expect(page.getByRole('list', { name: '选项' }).getByRole('textbox', { name: '选项名称' })).toHaveCount(1);
});

test('titles too long for their place break into lines that cover nothing', async ({ page }) => {
  const long = '营业执照上登记的全称含括号内的分支机构名称与注册地行政区划以及曾用名请逐字抄写不要简写也不要省略';
  const word = 'AWordThatNeverEnds'.repeat(5);
  const text = (title: string) => ({ title, type: 'string', 'x-type': 'text' });
  await openDesigner(page, await makeTable(page, 'long_titles', { long: text(long), word: text(word) }));
  for (const key of ['long', 'word']) {
    const box = await page.locator(`[data-seat="${key}"] .field`).boundingBox();
    const label = await page.locator(`#d-${key}-label`).boundingBox();
    const input = await page.locator(`#d-${key}`).boundingBox();
    if (!box || !label || !input) throw new Error(`${key} is not drawn`);
    expect(label.height).toBeGreaterThan(30); // two lines or more
    expect(label.y).toBeGreaterThanOrEqual(box.y);
    expect(label.y + label.height).toBeLessThanOrEqual(input.y);
    expect(label.x + label.width).toBeLessThanOrEqual(box.x + box.width);
  }
});

test('a published field goes to the removed ones and comes back; one in use says where', async ({ page }) => {
  const shown = { title: '备注', type: 'string', 'x-type': 'text', 'x-show': { field: 'kind', op: 'is', value: 'a' } };
  await openDesigner(page, await makeTable(page, 'removed', { remark: shown }));
  await seat(page, '类别').click();
  await page.getByRole('button', { name: '删除：类别' }).click();
  await expect(page.getByRole('alert')).toContainText('备注');
  await expect(seat(page, '类别')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '知道了' }).click();
  await seat(page, '备注').click();
  await page.keyboard.press('Delete');
  await expect(seat(page, '备注')).toHaveCount(0);
  await page.getByRole('button', { name: '表的设置' }).click();
  await expect(page.getByText('回收的字段')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '恢复：备注' }).click();
  await expect(seat(page, '备注')).toBeVisible();
  await expect(page.getByText('类别是甲时显示').first()).toBeVisible();
});
