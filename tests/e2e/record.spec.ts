import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn } from './support/app.ts';
import { manager, otherStaff, secondPerson, staff, test } from './support/demo.ts';

const today = (): string => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });

const openNew = async (page: Page): Promise<void> => {
  await page.goto('/t/customer');
  await page.getByRole('button', { name: '新建' }).waitFor();
  await expect(async () => {
    await page.keyboard.press('n');
    await expect(page.getByRole('dialog', { name: /新建/ })).toBeVisible({ timeout: 1000 });
  }).toPass();
};
const field = (page: Page, name: string) => page.getByRole('textbox', { name });
const choose = async (page: Page, name: string, typed: string): Promise<void> => {
  await page.getByRole('combobox', { name }).fill(typed);
  await page.keyboard.press('Enter');
};
/** A customer of whoever is signed in, made by the API; answers its id. */
const makeCustomer = async (page: Page, values: Readonly<Record<string, unknown>>): Promise<string> => {
  const answer = await page.request.post('/api/v1/tables/customer/records', {
    headers: { origin: new URL(page.url()).origin },
    data: values,
  });
  expect(answer.status()).toBe(201);
  const record: { readonly id: string } = await answer.json();
  return record.id;
};

test.beforeEach(async ({ page }) => {
  await signIn(page, manager);
});

test('a record is made with the keyboard alone: required marks, plain words, summary with links, number given', async ({ page }) => {
  await openNew(page);
  const dialog = page.getByRole('dialog', { name: /新建/ });
  await expect(field(page, '客户名称')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Control+s');
  await expect(dialog.getByText('还有 2 处要改')).toBeVisible();
  await expect(dialog.getByText('客户名称必填，请填写')).toBeVisible();
  await dialog.getByRole('link', { name: '联系方式' }).click();
  await expect(field(page, '联系方式')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('12');
  await page.keyboard.press('Tab');
  await expect(dialog.getByText(/联系方式要有 5 到 25 个字符/)).toBeVisible();
  await field(page, '联系方式').fill('0571-8800 1234 转 6');
  await expect(dialog.getByText(/联系方式要有 5 到 25 个字符/)).toHaveCount(0);
  await field(page, '客户名称').fill('杭州云岫茶业有限公司');
  await choose(page, '客户来源', 'zjs');
  await expect(page.getByRole('combobox', { name: '合作状态' })).toHaveAccessibleDescription(/未合作/);
  await page.keyboard.press('Control+s');
  const saved = page.getByRole('dialog', { name: '杭州云岫茶业有限公司' });
  await expect(saved).toBeVisible();
  await expect(field(page, '客户编号')).toHaveValue(new RegExp(`^C${today().replaceAll('-', '')}\\d{3}$`));
  await expect(saved.getByRole('complementary')).toContainText('新建');
  await page.keyboard.press('Escape');
  await expect(page.locator('tbody')).toContainText('杭州云岫茶业有限公司');
});

test('其他 opens its text at once, asks for it, and closes with it', async ({ page }) => {
  await openNew(page);
  await expect(field(page, '客户来源（其他）')).toHaveCount(0);
  await choose(page, '客户来源', '其他');
  const other = field(page, '客户来源（其他）');
  await expect(other).toBeVisible();
  await expect(page.getByText('客户来源是其他时填写')).toBeVisible();
  await field(page, '客户名称').fill('宁波远山贸易');
  await field(page, '联系方式').fill('13800001111');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('客户来源是其他时必填，请填写')).toBeVisible();
  await expect(other).toBeFocused();
  await choose(page, '客户来源', '展会');
  await expect(other).toHaveCount(0);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('an edit shows on the timeline with before and after; Ctrl Enter saves and closes', async ({ page }) => {
  const id = await makeCustomer(page, {
    name: '绍兴平水酒业',
    phone: '13900002222',
    status: 'active',
    first_cooperation: '2026-01-05',
    amount: 1200,
  });
  await page.goto(`/t/customer/${id}`);
  await expect(page.getByRole('heading', { name: '绍兴平水酒业' })).toBeVisible();
  await field(page, '合同金额').fill('三万多');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/合同金额/).and(page.locator('.err span'))).toBeVisible();
  await field(page, '合同金额').fill('368000');
  await page.keyboard.press('Control+s');
  const timeline = page.getByRole('complementary');
  await expect(timeline).toContainText('改了 1 个字段');
  await expect(timeline.getByRole('deletion')).toContainText('1,200.00');
  await expect(timeline).toContainText('368,000.00');
  await expectAccessible(page);
  await field(page, '下一步计划').fill('周五打样');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/t\/customer$/);
});

test('nothing typed is lost: reload, expired sign-in, another person; and it can be discarded', async ({ page }) => {
  await page.goto('/t/customer/new');
  await field(page, '客户名称').fill('还没存的客户');
  await expect(page.getByText(/草稿已留在本机/)).toBeVisible();
  await page.reload();
  await expect(field(page, '客户名称')).toHaveValue('还没存的客户');
  await expect(page.getByText(/找到 .* 没保存的内容/)).toBeVisible();
  await expectAccessible(page);

  await field(page, '联系方式').fill('13700003333');
  await page.context().clearCookies();
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/登录已过期/)).toBeVisible();
  await page.getByRole('link', { name: '重新登录' }).click();
  await expect(page).toHaveURL(/sign-in/); // the form has a field 电子邮箱 of its own
  await page.getByLabel('邮箱').fill(manager.email);
  await page.getByLabel('密码', { exact: true }).fill(manager.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page).toHaveURL(/\/t\/customer\/new$/);
  await expect(field(page, '联系方式')).toHaveValue('13700003333');

  await page.context().clearCookies();
  await signIn(page, staff);
  await page.goto('/t/customer/new');
  await expect(field(page, '客户名称')).toHaveValue('');
  await page.context().clearCookies();
  await signIn(page, manager);
  await page.goto('/t/customer/new');
  await page.getByRole('button', { name: '不要了' }).click();
  await expect(field(page, '客户名称')).toHaveValue('');
  await page.reload();
  await expect(field(page, '客户名称')).toHaveValue('');
});

test('when the server is away the form says so and sends again', async ({ page }) => {
  await page.goto('/t/customer/new');
  await field(page, '客户名称').fill('断线客户');
  await field(page, '联系方式').fill('13600004444');
  await page.route('**/api/v1/tables/customer/records', (route) => route.abort());
  await page.keyboard.press('Control+s');
  await expect(page.getByText('一般几秒就好，已填的内容还在')).toBeVisible();
  await page.unroute('**/api/v1/tables/customer/records');
  await page.getByRole('button', { name: '重试' }).click();
  await expect(page.getByRole('heading', { name: '断线客户' })).toBeVisible();
  await expect(page).toHaveURL(/\/t\/customer\/[a-z0-9]{15}$/);
});

test('two people: other fields merge without a question, the same field shows both', async ({ page, browser, app }) => {
  const id = await makeCustomer(page, { name: '嘉兴南湖纺织', phone: '13500005555' });
  const other = await secondPerson(browser, app.url, { ...manager, email: 'admin@example.com' });
  for (const person of [page, other]) {
    await person.goto(`/t/customer/${id}`);
    await expect(field(person, '客户名称')).toHaveValue('嘉兴南湖纺织');
  }
  await field(other, '联系人姓名').fill('沈青');
  await other.keyboard.press('Control+s');
  await expect(other.getByText(/^已保存/)).toBeVisible();
  await field(page, '决策关键人').fill('总经理');
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/刚改了别的字段，已合在一起/)).toBeVisible();
  await expect(field(page, '联系人姓名')).toHaveValue('沈青');

  await other.reload();
  await field(other, '联系人姓名').fill('沈青青');
  await other.keyboard.press('Control+s');
  await expect(other.getByText(/^已保存/)).toBeVisible();
  await field(page, '联系人姓名').fill('沈小青');
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: /刚改过同一处/ });
  await expect(dialog).toContainText('沈青青');
  await expect(dialog).toContainText('沈小青');
  await expectAccessible(page);
  await dialog.getByRole('radio', { name: /系统管理员填的|管理员填的|沈青青/ }).check();
  await dialog.getByRole('button', { name: '留下选中的并保存' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(field(page, '联系人姓名')).toHaveValue('沈青青');
  await other.context().close();
});

test('into the bin and back from the record itself', async ({ page }) => {
  const id = await makeCustomer(page, { name: '湖州安吉竹业', phone: '13400006666' });
  await page.goto(`/t/customer/${id}`);
  await page.getByRole('button', { name: '移入回收站' }).click();
  await expect(page.getByText('这条记录在回收站里')).toBeVisible();
  await expect(field(page, '客户名称')).toBeDisabled();
  await page.getByRole('button', { name: '还原' }).click();
  await expect(field(page, '客户名称')).toBeEnabled();
  await expect(page.getByRole('complementary')).toContainText('还原');
});

test("a row that is not one's own is not there", async ({ page }) => {
  await page.context().clearCookies();
  await signIn(page, otherStaff);
  const id = await makeCustomer(page, { name: '别人的客户公司', phone: '13300007777' });
  await page.context().clearCookies();
  await signIn(page, staff);
  expect((await page.goto(`/t/customer/${id}`))?.status()).toBe(404);
  await expect(page.getByText('没有这一页').first()).toBeVisible();
  const origin = new URL(page.url()).origin;
  expect((await page.request.get(`/t/customer/${id}/page.json`)).status()).toBe(404);
  expect((await page.request.post(`/t/customer/${id}/restore`, { headers: { origin } })).status()).toBe(404);
  expect(await (await page.request.get(`/t/customer/rows?ids=${id}`)).json()).toMatchObject({ rows: [] });
  expect(await (await page.request.get('/t/customer/rows?totals=1&q=别人的客户公司')).json()).toMatchObject({ count: 0 });
  await expectAccessible(page);
});

test('who hands a record to somebody else is told that it leaves their sight', async ({ page }) => {
  await page.context().clearCookies();
  await signIn(page, staff);
  const id = await makeCustomer(page, { name: '要转走的客户', phone: '13200008888' });
  await page.goto(`/t/customer/${id}`);
  await choose(page, '跟进人', '许静');
  await expect(page.getByText('保存后，你将看不到这条记录。')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page).toHaveURL(/\/t\/customer$/);
  expect((await page.goto(`/t/customer/${id}`))?.status()).toBe(404);
});

test('the form on a phone: one column, large choices, no sideways scrolling', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/t/customer/new');
  await expect(field(page, '客户名称')).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('客户名称必填，请填写')).toBeVisible();
});
