import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn } from './support/app.ts';
import { manager, test } from './support/demo.ts';

const admin = { ...manager, email: 'admin@example.com' };
const properties = {
  name: { title: '设备名', type: 'string', 'x-type': 'text', minLength: 2, maxLength: 6 },
  code: { title: '机号', type: 'string', 'x-type': 'text', pattern: '^[A-Z]{2}-[0-9]{3}$' },
  tax: { title: '税号', type: 'string', 'x-type': 'id-number', 'x-id': 'credit-code' },
  price: { title: '单价', type: 'number', 'x-type': 'money', minimum: 10 },
  state: {
    title: '状态',
    type: 'string',
    'x-type': 'choice',
    default: 'new',
    oneOf: [
      { const: 'new', title: '新' },
      { const: 'old', title: '旧' },
    ],
  },
};

const makeTable = async (page: Page, key: string): Promise<void> => {
  const answer = await page.request.post('/api/v1/tables', {
    headers: { origin: new URL(page.url()).origin },
    data: {
      biaoli: 1,
      key,
      title: '设备',
      record: { type: 'object', properties, required: ['name'] },
      layout: [{ key: 'basic', title: '基本', columns: 2, fields: Object.keys(properties) }],
      views: [],
      reminders: [],
      access: {},
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
};

/** Pressed until the page answers: it may not be awake yet. */
const tryForm = (page: Page): Promise<void> =>
  expect(async () => {
    await page.getByRole('button', { name: '试填', pressed: false }).click({ timeout: 1000 });
    await expect(page.getByRole('button', { name: '试着保存' })).toBeVisible({ timeout: 1000 });
  }).toPass();

const wrong = { 设备名: '一二三四五六七', 机号: 'ab-1', 税号: '91110108MA01KPGK0X', 单价: '5' };
const fillWrong = async (page: Page): Promise<void> => {
  for (const [title, text] of Object.entries(wrong)) await page.getByRole('textbox', { name: title, exact: true }).fill(text);
};
/** What each field says, by its title. */
const said = async (page: Page): Promise<readonly string[]> => {
  const texts = Object.keys(wrong).map((title) =>
    page
      .locator('.field', { has: page.getByRole('textbox', { name: title, exact: true }) })
      .locator('.err')
      .textContent(),
  );
  return (await Promise.all(texts)).map((text) => text?.trim() ?? '');
};

test('the form tried judges by every rule, in the words of the real form, and stores nothing', async ({ page }) => {
  await signIn(page, admin);
  await makeTable(page, 'try_all');
  await page.goto('/t/try_all/new');
  await fillWrong(page);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.locator('.field .err')).toHaveCount(4);
  const real = await said(page);

  await page.goto('/t/try_all/design');
  await tryForm(page);
  await expect(page.locator('.sheet [data-feedback]')).toHaveCount(0);
  await expect(page.locator('.sheet #f-state-picked')).toContainText('新');
  await page.getByRole('textbox', { name: '设备名', exact: true }).fill('一');
  await page.keyboard.press('Tab');
  await expect(page.locator('.sheet .err')).toHaveCount(1);
  await fillWrong(page);
  await page.getByRole('button', { name: '试着保存' }).click();
  await expect(page.locator('.sheet .err')).toHaveCount(4);
  expect(await said(page)).toEqual(real);
  await expect(page.locator('.sheet').getByText('还有 4 处要改：')).toBeVisible();
  await expect(page.getByRole('textbox', { name: '设备名', exact: true })).toBeFocused();
  await page.locator('.sheet').getByRole('link', { name: '单价' }).click();
  await expect(page.getByRole('textbox', { name: '单价', exact: true })).toBeFocused();
  await expectAccessible(page);

  await page.getByRole('textbox', { name: '设备名', exact: true }).fill('车床');
  await page.getByRole('textbox', { name: '机号', exact: true }).fill('AB-123');
  await page.getByRole('textbox', { name: '税号', exact: true }).fill('91110108MA01KPGK0L');
  await page.getByRole('textbox', { name: '单价', exact: true }).fill('10');
  await page.getByRole('button', { name: '试着保存' }).click();
  await expect(page.getByText('都符合规则，没有要改的')).toBeVisible();
  const { count } = await (await page.request.get('/api/v1/tables/try_all/records?count=1')).json();
  expect(count).toBe(0);
});

test('what was typed goes on under an edited draft, and a draft with faults says so', async ({ page }) => {
  await signIn(page, admin);
  await makeTable(page, 'try_edit');
  await page.goto('/t/try_edit/design');
  const seat = page.getByRole('button', { name: /^机号，/ });
  const title = page.getByRole('complementary', { name: '属性' }).getByLabel('名称', { exact: true });
  await expect(async () => {
    await seat.click();
    await expect(title).toHaveValue('机号', { timeout: 1000 });
  }).toPass();
  await tryForm(page);
  await page.locator('.sheet').getByRole('textbox', { name: '机号', exact: true }).fill('ab-1');
  await page.keyboard.press('Tab');
  await expect(page.locator('.sheet .err')).toContainText('机号');
  await title.fill('编号');
  await expect(page.locator('.sheet').getByRole('textbox', { name: '编号', exact: true })).toHaveValue('ab-1');
  await expect(page.locator('.sheet .err')).toContainText('编号');
  await page.route('**/drafts/judge', (route) => route.abort());
  await page.getByRole('button', { name: '试着保存' }).click();
  await expect(page.getByText('格式和范围没能检查，请重试')).toBeVisible();
  await page.unroute('**/drafts/judge');
  await page.locator('.sheet').getByRole('button', { name: '重试' }).click();
  await expect(page.getByText('格式和范围没能检查，请重试')).toHaveCount(0);
  await expectAccessible(page);

  const { drafts } = await (await page.request.get('/api/v1/tables/try_edit/drafts')).json();
  const at = `/api/v1/tables/try_edit/drafts/${drafts[0].id}`;
  const { document, version } = await (await page.request.get(at)).json();
  document.record.properties.code.pattern = '(';
  const broken = await page.request.put(at, {
    headers: { origin: new URL(page.url()).origin, 'if-match': `"${version}"` },
    data: { document },
  });
  expect(broken.status()).toBe(200);
  await page.goto(`/t/try_edit/design?draft=${drafts[0].id}`);
  await tryForm(page);
  await page.getByRole('button', { name: '试着保存' }).click();
  await expect(page.getByText('草稿里还有 1 处要改，改好后才能按全部规则检查')).toBeVisible();
});
