import type { Page } from '@playwright/test';
import { applySet } from '../../src/core/definition/option-set.ts';
import industry from '../../schemas/option-sets/industry.json' with { type: 'json' };
import { admin, expect, expectAccessible, signIn, startedWith } from './support/app.ts';

const test = startedWith({});

const done = { field: 'state', op: 'is', value: 'done' } as const;
const inZhejiang = { field: 'province', op: 'is', value: 'zj' } as const;
const choice = (title: string, oneOf: readonly object[]) => ({ title, type: 'string', 'x-type': 'choice', oneOf });
const supplier = {
  biaoli: 1,
  key: 'supplier',
  title: '供应商',
  record: {
    type: 'object',
    properties: {
      name: { title: '供应商名称', type: 'string', 'x-type': 'text' },
      code: { title: '信用代码', type: 'string', 'x-type': 'id-number', 'x-id': 'credit-code' },
      industry: applySet({ title: '行业', type: 'string', 'x-type': 'choice', oneOf: [] }, industry),
      province: choice('省', [
        { const: 'zj', title: '浙江' },
        { const: 'js', title: '江苏' },
      ]),
      city: choice('市', [
        { const: 'hz', title: '杭州', 'x-when': inZhejiang },
        { const: 'nb', title: '宁波', 'x-when': inZhejiang },
        { const: 'nj', title: '南京', 'x-when': { not: inZhejiang } },
      ]),
      state: choice('进度', [
        { const: 'open', title: '在谈' },
        { const: 'done', title: '已签' },
      ]),
      amount: { title: '金额', type: 'number', 'x-type': 'money', 'x-lock': done },
    },
    required: ['name'],
  },
  layout: [{ key: 'basic', title: '基础信息', columns: 2, fields: ['name', 'code', 'industry', 'province', 'city', 'state', 'amount'] }],
  views: [{ key: 'all', title: '全部', columns: ['name', 'code', 'industry', 'city', 'amount'] }],
  reminders: [],
  access: {},
};

const ask = async (page: Page, path: string, data: unknown): Promise<{ readonly id: string }> => {
  const answer = await page.request.post(path, { headers: { origin: new URL(page.url()).origin }, data });
  expect(answer.status(), await answer.text()).toBe(201);
  const made: { readonly id: string } = await answer.json();
  return made;
};
const choose = async (page: Page, name: string, typed: string): Promise<void> => {
  await page.getByRole('combobox', { name, exact: true }).fill(typed);
  await page.keyboard.press('Enter');
};
const field = (page: Page, name: string) => page.getByRole('textbox', { name });

test('limited options, options in a tree, identity numbers and locks in the form', async ({ page }) => {
  await signIn(page, admin);
  await ask(page, '/api/v1/tables', supplier);
  await page.goto('/t/supplier/new');
  await field(page, '供应商名称').fill('杭州云岫茶业有限公司');

  await field(page, '信用代码').fill('91350100m000100y34');
  await page.keyboard.press('Tab');
  await expect(page.getByText(/信用代码的校验位不对/)).toBeVisible();
  await field(page, '信用代码').fill('9135 0100 m000 100y 43');

  const industries = page.getByRole('combobox', { name: '行业' });
  await industries.click();
  await expect(page.getByRole('option').first()).toContainText('农、林、牧、渔业');
  await industries.fill('制造业>汽车');
  await expect(page.getByRole('option')).toHaveText([/汽车制造业\s*制造业/]);
  await page.keyboard.press('Enter');
  await expect(industries).toHaveAccessibleDescription(/汽车制造业/);

  const cities = page.getByRole('combobox', { name: '市', exact: true });
  await choose(page, '省', '江苏');
  await cities.click();
  await expect(page.getByRole('option')).toHaveText([/南京/]);
  await page.keyboard.press('Escape');
  await choose(page, '省', '浙江');
  await cities.click();
  await expect(page.getByRole('option')).toHaveText([/杭州/, /宁波/]);
  await page.keyboard.press('Escape');
  await choose(page, '市', '宁波');
  await choose(page, '省', '江苏');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('“宁波”在省是浙江时才能选，请选别的选项').first()).toBeVisible();
  await choose(page, '省', '浙江');
  await choose(page, '进度', '已签');
  await field(page, '金额').fill('1200');
  await expectAccessible(page);
  await page.keyboard.press('Control+s');

  await expect(page.getByText('进度是已签，已锁定')).toBeVisible();
  await expect(field(page, '金额')).toBeDisabled();
  await expect(field(page, '金额')).toHaveAccessibleDescription(/已锁定/);
  await expectAccessible(page);
  await page.goto('/t/supplier');
  await expect(page.locator('tbody')).toContainText('汽车制造业');
  await expect(page.locator('tbody')).toContainText('91350100M000100Y43');
});

test('the API says what is locked and when', async ({ page }) => {
  await signIn(page, admin);
  await ask(page, '/api/v1/tables', { ...supplier, key: 'second', title: '第二' });
  const { id } = await ask(page, '/api/v1/tables/second/records', { name: '甲', state: 'done', amount: 5, industry: 'C' });
  const headers = { origin: new URL(page.url()).origin, 'if-match': '*' };
  const refused = await page.request.patch(`/api/v1/tables/second/records/${id}`, { headers, data: { amount: 6, city: 'hz' } });
  expect(refused.status()).toBe(422);
  const said: { readonly problems: readonly { readonly path: string; readonly words: string }[] } = await refused.json();
  expect(said.problems.map(({ path, words }) => `${path} ${words}`)).toEqual([
    '/city 市：“杭州”在省是浙江时才能选，请选别的选项',
    '/amount 金额：进度是已签时锁定，不能改，请去掉这处修改',
  ]);
});
