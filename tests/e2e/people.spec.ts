import type { Page } from '@playwright/test';
import { expect, expectAccessible, otherPage, signIn, startedWith } from './support/app.ts';

/** A server of this file's own: what it makes is in nobody's way. */
const test = startedWith({});

const password = 'chosen-by-oneself';

const invite = async (page: Page, given: { name: string; email: string }): Promise<string> => {
  await page.goto('/people');
  await page.getByRole('button', { name: '邀请成员' }).click();
  const dialog = page.getByRole('dialog', { name: '邀请成员' });
  await dialog.getByLabel('姓名').fill(given.name);
  await dialog.getByLabel('邮箱').fill(given.email);
  await dialog.getByRole('button', { name: '生成链接' }).click();
  const ready = page.getByRole('dialog', { name: '链接已生成' });
  const link = await ready.getByLabel('链接', { exact: true }).inputValue();
  await expectAccessible(page);
  await ready.getByRole('button', { name: '完成' }).click();
  return link;
};

const accept = async (page: Page, link: string, chosen = password): Promise<void> => {
  await page.goto(link);
  await page.getByLabel('设一个密码').fill(chosen);
  await page.getByRole('button', { name: '设好并登录' }).click();
  await expect(page).not.toHaveURL(/\/link\//);
};

test('invites by a link that works once, gives role and team, and shows staff no people page', async ({ page, browser, baseURL }) => {
  await signIn(page);
  const link = await invite(page, { name: '宋清', email: 'songqing@example.com' });
  expect(link.startsWith(`${baseURL}/link/`)).toBe(true);
  const row = page.getByRole('row', { name: /宋清/ });
  await expect(row).toContainText('等待接受');

  const there = await otherPage(browser, baseURL);
  await there.goto(link);
  await expect(there.getByRole('heading', { name: /^加入/ })).toBeVisible();
  await expectAccessible(there);
  await there.getByLabel('设一个密码').fill('short');
  await there.getByRole('button', { name: '设好并登录' }).click();
  await expect(there.getByText('密码要 8 到 200 个字符')).toBeVisible();
  await accept(there, link);
  await expect(there.getByText('还没有你能看的表')).toBeVisible();
  await expectAccessible(there);
  for (const path of ['/people', '/bin', '/start']) {
    const answer = await there.goto(path);
    expect(answer?.status(), path).toBe(403);
    await expect(there.getByText('你看不了这一页').last()).toBeVisible();
    await expectAccessible(there);
  }
  await there.goto(link);
  await expect(there.getByRole('heading', { name: '这条链接不能用了' })).toBeVisible();

  await page.reload();
  await row.getByLabel('宋清的团队').selectOption({ label: '新团队…' });
  await page.getByRole('dialog').getByLabel('团队名称').fill('华北组');
  await page.getByRole('dialog').getByRole('button', { name: '新建团队' }).click();
  await expect(row.getByLabel('宋清的团队')).toHaveValue(/.+/);
  await row.getByLabel('宋清的角色').selectOption({ label: '经理' });
  await expect(page.getByText('已改宋清').first()).toBeVisible();
  expect((await there.goto('/start'))?.status()).toBe(200);
  await there.context().close();
});

test('deactivates at once, brings back, and resets a password by a link', async ({ page, browser, baseURL }) => {
  await signIn(page);
  const there = await otherPage(browser, baseURL);
  await accept(there, await invite(page, { name: '罗一帆', email: 'luo@example.com' }));
  await page.reload();
  const row = page.getByRole('row', { name: /罗一帆/ });
  const choose = async (item: string): Promise<void> => {
    await row.getByRole('button', { name: '更多，罗一帆' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose('停用');
  await page.getByRole('dialog', { name: '停用罗一帆' }).getByRole('button', { name: '停用', exact: true }).click();
  await expect(row).toContainText('已停用');
  await there.goto('/settings');
  await expect(there).toHaveURL(/\/sign-in/);
  await there.getByLabel('邮箱').fill('luo@example.com');
  await there.getByLabel('密码', { exact: true }).fill(password);
  await there.getByRole('button', { name: '登录', exact: true }).click();
  await expect(there.getByText('这个账号已停用')).toBeVisible();

  await choose('恢复');
  await expect(row).toContainText('在用');
  await choose('重设密码');
  const ready = page.getByRole('dialog', { name: '链接已生成' });
  const link = await ready.getByLabel('链接', { exact: true }).inputValue();
  await there.goto(link);
  await expect(there.getByRole('heading', { name: '重设密码' })).toBeVisible();
  await accept(there, link, 'a-newer-password');
  await there.context().clearCookies();
  await signIn(there, { email: 'luo@example.com', password: 'a-newer-password' });
  await there.context().close();
});

test('refuses what cannot be in words at the field', async ({ page }) => {
  await signIn(page);
  await page.goto('/people');
  await page.getByRole('button', { name: '邀请成员' }).click();
  const dialog = page.getByRole('dialog', { name: '邀请成员' });
  await dialog.getByLabel('邮箱').fill('admin@example.com');
  await dialog.getByRole('button', { name: '生成链接' }).click();
  await expect(dialog.getByText('姓名要填')).toBeVisible();
  await expect(dialog.getByText(/这个邮箱已是.+的，请换一个/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page
    .getByRole('row', { name: /admin@example\.com/ })
    .getByRole('combobox')
    .first()
    .selectOption({ label: '员工' });
  await expect(page.getByText('这是最后一位管理员')).toBeVisible();
});
