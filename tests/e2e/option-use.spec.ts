import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn } from './support/app.ts';
import { manager, test } from './support/demo.ts';
import { draftOf, makeTable, openDesigner } from './support/designer.ts';
import { seat } from './support/journey.ts';

test.beforeEach(async ({ page }) => signIn(page, manager));

const first = { field: 'kind', op: 'is', value: 'a' };

/** A table with a row of the first option, which a condition of the form and a view of one person name. */
const makeUses = async (page: Page, key: string): Promise<void> => {
  await makeTable(page, key, { remark: { title: '备注', type: 'string', 'x-type': 'text', 'x-show': first } });
  const headers = { origin: new URL(page.url()).origin };
  const row = await page.request.post(`/api/v1/tables/${key}/records`, { headers, data: { name: '某公司', kind: 'a' } });
  expect(row.status()).toBe(201);
  const document = { columns: ['name'], frozen: 0, sort: [], filter: first };
  const view = await page.request.post(`/t/${key}/views`, { headers, data: { title: '甲类', document } });
  expect(view.status()).toBe(201);
};

const choose = async (page: Page, item: string): Promise<void> => {
  await page.getByRole('button', { name: '甲：更多' }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
};

test('an option still in use: retiring says where, a merge takes the places along in the draft, one undo takes all back', async ({
  page,
}) => {
  await makeUses(page, 'uses');
  await openDesigner(page, 'uses');
  await seat(page, '类别').click();
  await choose(page, '停用');
  const retiring = page.getByRole('dialog', { name: '停用“甲”' });
  await expect(retiring).toContainText('1 处还在用“甲”：“备注”何时显示');
  await expect(retiring).toContainText('另有 1 个个人存的视图还在用“甲”');
  await expectAccessible(page);
  await retiring.getByRole('button', { name: '取消' }).click();
  await expect(retiring).toBeHidden();
  await expect(page.getByText('没有未发布的修改')).toBeVisible();

  await choose(page, '替换或合并…');
  const dialog = page.getByRole('dialog', { name: '替换“类别”的选项' });
  await expect(dialog).toContainText('1 处还在用“甲”');
  await dialog.getByRole('combobox', { name: '换成' }).fill('乙');
  await page.keyboard.press('Enter');
  const follow = dialog.getByRole('checkbox', { name: '这 1 处也改成“乙”' });
  await expect(follow).not.toBeChecked();
  await dialog.getByText('合并', { exact: true }).click();
  await expect(follow).toBeChecked();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '合并 1 条' }).click();
  await expect(dialog).toBeHidden();

  const options = page.getByRole('list', { name: '选项' });
  await expect(options.getByText('已停用')).toBeVisible();
  const shownAt = async (): Promise<unknown> => (await draftOf(page, 'uses')).document.record.properties.remark['x-show'];
  await expect(page.getByText(/^已保存 \d\d:\d\d$/)).toBeVisible();
  await expect.poll(shownAt).toEqual({ ...first, value: 'b' });
  const { oneOf } = (await draftOf(page, 'uses')).document.record.properties.kind;
  expect(oneOf[0]).toMatchObject({ const: 'a', deprecated: true, 'x-replaced-by': 'b' });

  await page.getByRole('button', { name: '撤销', exact: true }).first().click();
  await expect(options.getByText('已停用')).toHaveCount(0);
  await expect.poll(shownAt).toEqual(first);
});
