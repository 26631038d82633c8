import { expect, expectAccessible, patient, signIn } from './support/app.ts';
import { manager, secondPerson, test } from './support/demo.ts';
import { makeTable, name, openDesigner, saved, type } from './support/designer.ts';
import { properties, seat } from './support/journey.ts';

const admin = { ...manager, email: 'admin@example.com' };

test.beforeEach(async ({ page }) => {
  await signIn(page, manager);
});

test('undo takes back to the published document, redo goes on; a reload finds the draft', async ({ page }) => {
  await openDesigner(page, await makeTable(page, 'undo'));
  await name(page).fill('公司名称');
  await properties(page).getByLabel('说明', { exact: true }).fill('营业执照上的全称');
  await page.getByRole('switch', { name: '不允许重复' }).check();
  await expect(page.getByText(/^未发布的修改/)).toBeVisible();
  for (let steps = 0; steps < 3; steps += 1) await page.getByRole('button', { name: '撤销' }).click();
  await expect(page.getByRole('button', { name: '撤销' })).toBeDisabled();
  await expect(page.getByText('没有未发布的修改')).toBeVisible();
  await expect(name(page)).toHaveValue('名称');
  for (let steps = 0; steps < 3; steps += 1) await page.getByRole('button', { name: '重做' }).click();
  await expect(seat(page, '公司名称')).toBeVisible();
  await saved(page);
  await page.reload();
  await expect(seat(page, '公司名称')).toBeVisible();
  await expect(page.getByText('不允许重复').first()).toBeVisible();

  await page.getByRole('button', { name: '草稿：更多' }).click();
  await page.getByRole('menuitem', { name: '改回已发布的样子' }).click();
  await expect(page.getByText('没有未发布的修改')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(seat(page, '公司名称')).toBeVisible();
  await saved(page);
  await page.getByRole('button', { name: '草稿：更多' }).click();
  await page.getByRole('menuitem', { name: '删除草稿' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog', { name: '删除草稿' }).getByRole('button', { name: '删除草稿' }).click();
  await expect(seat(page, '名称')).toBeVisible();
  await expect(page.getByText('没有未发布的修改')).toBeVisible();
  expect((await (await page.request.get('/api/v1/tables/undo/drafts')).json()).drafts).toEqual([]);
});

test('nothing is lost: without the network, in two windows, in a draft of somebody else', async ({ page, browser, app }) => {
  const key = await makeTable(page, 'kept');
  await openDesigner(page, key);
  await page.route('**/api/v1/tables/kept/drafts**', (route) => route.abort());
  await name(page).fill('断网时的名字');
  await expect(page.getByText('网络断开，草稿已留在本机')).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(seat(page, '断网时的名字')).toBeVisible();
  await expect(page.getByText(/接着 .* 没存上的修改/)).toBeVisible();
  await page.unroute('**/api/v1/tables/kept/drafts**');
  await saved(page);

  const second = patient(await page.context().newPage());
  await second.goto(`/t/${key}/design`);
  await seat(second, '类别').click();
  await name(second).fill('那边改的类别');
  await saved(second);
  await seat(page, '类别').click();
  await name(page).fill('这边改的类别');
  await expect(page.getByText('这份草稿在别处改过')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '另存为新草稿' }).click();
  await saved(page);
  const { drafts } = await (await page.request.get(`/api/v1/tables/${key}/drafts`)).json();
  expect(drafts).toHaveLength(2);

  const other = await secondPerson(browser, app.url, admin);
  await other.goto(`/t/${key}/design`);
  await expect(other.getByText('这张表另有 2 份草稿')).toBeVisible();
  await expect(async () => {
    await other.getByRole('button', { name: '看看' }).click();
    await expect(other.getByRole('list', { name: '另外的草稿' })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expectAccessible(other);
  await other
    .getByRole('link', { name: /也有一份草稿/ })
    .first()
    .click();
  await expect(other.getByText(/只能看/)).toBeVisible();
  await expect(other.getByRole('complementary', { name: '字段类型' })).toHaveCount(0);
  await seat(other, '这边改的类别').click();
  await expect(name(other)).toBeDisabled();
  await expectAccessible(other);
  await other.getByRole('button', { name: '复制成我的草稿' }).click();
  await expect(type(other, '单行文本')).toBeVisible();
  await expect(name(other)).toBeEnabled();
  await other.context().close();
});
