import { admin, expect, expectAccessible, otherPage, signIn, startedWith } from './support/app.ts';

/** A server of this file's own: what it makes is in nobody's way. */
const test = startedWith({});

test('asks who one is, brings back to where one wanted, and signs out', async ({ page }) => {
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/sign-in\?/);
  await expectAccessible(page);
  await page.getByLabel('邮箱').fill(admin.email);
  await page.getByLabel('密码', { exact: true }).fill('wrong-password');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByText('邮箱或密码不对')).toBeVisible();
  await expect(page.getByLabel('邮箱')).toHaveValue(admin.email);
  await page.getByLabel('密码', { exact: true }).fill(admin.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page).toHaveURL(/\/settings$/);
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'biaoli_session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false, path: '/' });

  await page.getByRole('button', { name: '· 管理员' }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await expect(page).toHaveURL(/\/sign-in\?reason=ended/);
  await expect(page.getByText('已退出登录')).toBeVisible();
  await page.goto('/settings');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('never leads to another site', async ({ page, baseURL }) => {
  for (const next of ['//evil.example/', '/\\evil.example', 'https://evil.example/']) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await page.getByLabel('邮箱').fill(admin.email);
    await page.getByLabel('密码', { exact: true }).fill(admin.password);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await expect(page).not.toHaveURL(/sign-in/);
    expect(new URL(page.url()).origin).toBe(baseURL);
  }
});

test('shows the devices one is signed in on, and ends them', async ({ page, browser, baseURL }) => {
  const there = await otherPage(browser, baseURL);
  await signIn(there);
  await signIn(page);
  await page.goto('/settings');
  const devices = page.getByRole('region', { name: '登录的设备' });
  await expect(devices.getByText('这台设备')).toHaveCount(1);
  await expectAccessible(page);
  await devices.getByRole('button', { name: '退出其他全部设备' }).click();
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  await there.goto('/settings');
  await expect(there).toHaveURL(/\/sign-in/);
  await there.context().close();
});

test('makes a token that is shown once, works, and stops working when it is withdrawn', async ({ page, playwright, baseURL }) => {
  await signIn(page);
  await page.goto('/settings');
  const tokens = page.getByRole('region', { name: 'API 令牌' });
  await tokens.getByRole('button', { name: '生成令牌' }).click();
  await expect(tokens.getByText('令牌用途要填')).toBeVisible();
  await tokens.getByLabel('用途').fill('报表脚本');
  await tokens.getByRole('button', { name: '生成令牌' }).click();
  const token = await tokens.getByLabel('令牌“报表脚本”').inputValue();
  const program = await playwright.request.newContext({ baseURL: baseURL ?? '', extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  expect((await program.get('/api/v1/tables')).status()).toBe(200);
  await page.reload();
  await expect(tokens.getByLabel('令牌“报表脚本”')).toHaveCount(0);
  await tokens.getByRole('button', { name: '作废“报表脚本”' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '作废', exact: true }).click();
  await expect(tokens.getByText('还没有令牌')).toBeVisible();
  expect((await program.get('/api/v1/tables')).status()).toBe(401);
  await program.dispose();
});

test('changes the password only for who knows the old one', async ({ page }) => {
  await signIn(page);
  await page.goto('/settings');
  const section = page.getByRole('region', { name: '密码', exact: true });
  const change = async (old: string, fresh: string): Promise<void> => {
    await section.getByLabel('现在的密码').fill(old);
    await section.getByLabel('新密码').fill(fresh);
    await section.getByRole('button', { name: '改密码' }).click();
  };
  await change('wrong', 'another-password');
  await expect(section.getByText('原密码不对')).toBeVisible();
  await change(admin.password, 'short');
  await expect(section.getByText('密码要 8 到 200 个字符')).toBeVisible();
  await change(admin.password, 'another-password');
  await expect(page.getByText('密码已改')).toBeVisible();
  const changedBack = page.waitForResponse((answer) => answer.request().method() === 'POST' && answer.url().includes('/settings'));
  await change('another-password', admin.password);
  expect(await (await changedBack).json()).toMatchObject({ type: 'success' });
  await page.context().clearCookies();
  await signIn(page);
});

test('speaks English to who chose it, and keeps the choice', async ({ page }) => {
  await signIn(page);
  await page.goto('/settings');
  await page.getByText('English').first().click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  for (const path of ['/start', '/people', '/bin', '/settings']) {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expectAccessible(page);
    // Names of people and teams are data.
    const words = await page.locator('main').locator('h1, h2, h3, th, button, label, .muted, .help').allInnerTexts();
    expect(words.filter((text) => text !== '中文').join(' '), path).not.toMatch(/[\u4e00-\u9fff]/);
  }
  await page.getByText('中文').first().click();
  await expect(page.getByRole('heading', { name: '设置' })).toBeVisible();
});
