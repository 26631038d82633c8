import type { Page } from '@playwright/test';
import { oleFile, written, zipBomb } from '#support/ugly-workbooks.ts';
import { expect, expectAccessible, otherPage, signIn, startedWith } from './support/app.ts';
import { asFile, customerRows, customerWorkbook, type ChosenFile } from './support/customer-workbook.ts';

/** A server of this file's own: what it makes is in nobody's way. */
const test = startedWith({});

const chooseFile = async (page: Page, file: ChosenFile): Promise<void> => page.locator('input[type=file]').setInputFiles(file);

const figure = (page: Page, title: string) => page.locator('dl > div', { hasText: title }).locator('dd b');

test.describe.configure({ mode: 'serial' });

test('a table from a workbook: header found, types proposed with reasons, changed by hand, made in one go', async ({ page }) => {
  await signIn(page);
  await page.goto('/start');
  await chooseFile(page, customerWorkbook(120));
  await expect(page.getByText('120 行数据，7 列，第 3 行是表头')).toBeVisible();
  await expect(page.getByLabel('“客户编号”的类型')).toHaveValue('serial');
  await expect(page.getByLabel('“联系电话”的类型')).toHaveValue('phone');
  await expect(page.getByLabel('“来源”的类型')).toHaveValue('choice');
  await expect(page.getByLabel('“跟进人”的类型')).toHaveValue('member');
  await expect(page.getByLabel('“最近跟进”的类型')).toHaveValue('date');
  await expect(page.getByText('每个值都是电话号码，按文本存')).toBeVisible();
  await expect(page.getByText('找到 3 个人名')).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('表名').fill('老客户');
  await page.getByLabel('“公司名”的字段名').fill('客户名称');
  await page.getByLabel('“公司名”必填').check();
  await page.getByLabel('导入“合同金额”').uncheck();
  await page.getByRole('button', { name: '4 个选项' }).click();
  const options = page.getByLabel('改“来源”的选项');
  await options.fill((await options.inputValue()).replace('陌生拜访', '上门'));
  await page.getByRole('button', { name: '建表并导入 120 行' }).click();

  await expect(page).toHaveURL(/\/imports\//);
  await expect(figure(page, '已导入')).toHaveText('90 行');
  await expect(figure(page, '需要修正')).toHaveText('30 行');
  await expect(page.getByText('陌生拜访').first()).toBeVisible();
  await expect(page.getByText('合同金额')).toBeVisible();
  await expect(page.getByText('3 个名字没有账号')).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载要改的行' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);

  await page.getByRole('main').getByRole('link', { name: '打开表' }).click();
  await expect(page.getByRole('heading', { name: '老客户' })).toBeVisible();
  await page.goto('/people');
  await expect(page.getByRole('row', { name: /林晓/ })).toContainText('没有账号');
});

test('a name from a workbook becomes a person with an account by a link', async ({ page, browser, baseURL }) => {
  await signIn(page);
  await page.goto('/people');
  await page.getByRole('row', { name: /林晓/ }).getByRole('button', { name: '关联账号' }).click();
  const dialog = page.getByRole('dialog', { name: '关联账号' });
  await expect(dialog.getByLabel('姓名')).toHaveValue('林晓');
  await dialog.getByLabel('邮箱').fill('linxiao@example.com');
  await dialog.getByRole('button', { name: '生成链接' }).click();
  const link = await page.getByRole('dialog', { name: '链接已生成' }).getByLabel('链接', { exact: true }).inputValue();
  const there = await otherPage(browser, baseURL);
  await there.goto(link);
  await there.getByLabel('设一个密码').fill('chosen-by-oneself');
  await there.getByRole('button', { name: '设好并登录' }).click();
  await expect(there.getByRole('heading', { name: '老客户' })).toBeVisible();
  const tables = await (await there.request.get('/api/v1/tables')).json();
  const key: string = tables.tables[0].key;
  const { count } = await (await there.request.get(`/api/v1/tables/${key}/records?count=1`)).json();
  expect(count).toBe(30);
  await there.goto(`/t/${key}/import`);
  await expect(there.getByText('你看不了这一页').last()).toBeVisible();
  await there.context().close();
});

test('into a table that is there: matched, tried first, then new rows and changes by number', async ({ page }) => {
  await signIn(page);
  await page.goto('/start');
  await page.getByRole('radio', { name: '客户信息总表' }).check();
  await page.getByRole('button', { name: '用“客户信息总表”开始' }).click();
  await expect(page).toHaveURL(/\/t\/customer/);
  await page.goto('/t/customer/import');
  await expectAccessible(page);
  await chooseFile(page, customerWorkbook(40));
  await expect(page.getByLabel('“公司名”对应的字段')).toHaveValue('name');
  await expect(page.getByLabel('“联系电话”对应的字段')).toHaveValue('phone');
  await expect(page.getByLabel('“来源”对应的字段')).toHaveValue('source');
  await page.getByLabel('“最近跟进”对应的字段').selectOption('last_follow_up');
  await page.getByLabel('只新增').check();
  await expect(page.getByText('试完了，还没有写入')).toBeVisible();
  await expectAccessible(page);
  expect((await (await page.request.get('/api/v1/tables/customer/records?count=1')).json()).count).toBe(0);
  await page.getByRole('button', { name: '导入 40 行' }).click();
  await expect(page).toHaveURL(/\/imports\//);
  await expect(figure(page, '已导入')).toHaveText('40 行');

  const changed = customerRows(40).map((row, at) => (at === 5 ? row.map((cell, place) => (place === 1 ? '换了新名字' : cell)) : row));
  await page.goto('/t/customer/import');
  await chooseFile(page, asFile('改过的名单.xlsx', written(changed)));
  await page.getByLabel('“最近跟进”对应的字段').selectOption('last_follow_up');
  await page.getByLabel('按客户编号更新，其余新增').check();
  await expect(page.getByText('新增 0 条，更新 1 条，没变 39 条')).toBeVisible();
  await page.getByRole('button', { name: '导入 1 行' }).click();
  await expect(page).toHaveURL(/\/imports\//);
  await expect(page.getByText('这次导入')).toBeVisible();
  await expect(page.getByText('新增 0 条，更新 1 条，没变 39 条')).toBeVisible();
  const { records } = await (await page.request.get('/api/v1/tables/customer/records?q=换了新名字')).json();
  expect(records).toHaveLength(1);
});

test('a field is taken once, and columns may stay out', async ({ page }) => {
  await signIn(page);
  await page.goto('/t/customer/import');
  await chooseFile(page, customerWorkbook(5));
  await page.getByLabel('“来源”对应的字段').selectOption('name');
  await expect(page.getByText('“客户名称”对了两列，请留一列').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^导入 \d+ 行/ })).toBeDisabled();
  await page.getByLabel('“来源”对应的字段').selectOption('');
  await expect(page.getByRole('button', { name: /^导入 \d+ 行/ })).toBeEnabled();
});

test('a cancelled import leaves nothing behind', async ({ page }) => {
  await signIn(page);
  await page.goto('/start');
  await chooseFile(page, customerWorkbook(30_000));
  await page.getByLabel('表名').fill('要取消的表');
  await page.getByRole('button', { name: '建表并导入 30,000 行' }).click();
  await expect(page).toHaveURL(/\/imports\//);
  await page.getByRole('button', { name: '取消导入' }).click();
  await expect(page.getByText('已取消，什么都没写入')).toBeVisible();
  await page.goto('/bin');
  await expect(page.getByText('要取消的表')).toHaveCount(0);
});

test('files that cannot be read say how to mend them, and the next file works', async ({ page }) => {
  await signIn(page);
  await page.goto('/start');
  const refused: readonly (readonly [ChosenFile, RegExp])[] = [
    [asFile('空.xlsx', new Uint8Array()), /空的/],
    [asFile('加密.xlsx', oleFile('EncryptionInfo', 'EncryptedPackage')), /密码/],
    [asFile('炸弹.xlsx', zipBomb()), /解压/],
    [asFile('照片.xlsx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')), /不是表格/],
  ];
  for (const [file, words] of refused) {
    await chooseFile(page, file);
    await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible();
  }
  await expectAccessible(page);
  const wide = Array.from({ length: 1000 }, (_, at) => `第${at}列`);
  await chooseFile(page, asFile('很宽.xlsx', written([wide, wide.map((_, at) => at)])));
  await expect(page.getByText(/1,?000 列/).first()).toBeVisible();
  await chooseFile(page, customerWorkbook(3));
  await expect(page.getByText('3 行数据，7 列，第 3 行是表头')).toBeVisible();
});
