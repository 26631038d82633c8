import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn } from './support/app.ts';
import { manager, secondPerson, staff, test } from './support/demo.ts';
import { makeDraft, makeWorkshop, workshopWithNumbers } from './support/workshop.ts';

const pane = (page: Page, side: 'before' | 'after') => page.locator(`[data-side="${side}"]`);

test('both forms side by side, empty and with a real row, by keyboard, on a desk and on a phone', async ({ page }) => {
  test.slow();
  await signIn(page, manager);
  const ids = await makeWorkshop(page, 'compared');
  const draft = await makeDraft(page, 'compared', workshopWithNumbers('compared'));
  await page.goto(`/t/compared/publish?draft=${draft}`);
  await page.getByRole('button', { name: '对比表单' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: '第 1 版和第 2 版的表单' });
  await expect(dialog.getByRole('group', { name: '标记' })).toContainText('新增 1');
  await expect(dialog.getByRole('group', { name: '标记' })).toContainText('改了 1');
  await expect(pane(page, 'before').getByRole('textbox', { name: '放在哪里' })).toHaveCount(0);
  await expect(pane(page, 'after').getByRole('textbox', { name: '放在哪里' })).toBeVisible();
  await expectAccessible(page);

  await dialog.getByRole('button', { name: '下一处变化' }).press('Enter');
  await expect(dialog.getByRole('status')).toContainText('第 1 处，共 2 处：产能，改了');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toContainText('第 2 处，共 2 处：放在哪里，新增');
  await dialog.getByRole('switch', { name: '只看有变化的' }).check();
  await expect(pane(page, 'before').getByRole('textbox', { name: '设备名称' })).toHaveCount(0);
  await expect(pane(page, 'before').getByRole('textbox', { name: '产能' })).toBeVisible();
  await dialog.getByRole('switch', { name: '只看有变化的' }).uncheck();

  await pane(page, 'before').getByRole('textbox', { name: '设备名称' }).fill('试填');
  await expect(pane(page, 'after').getByRole('textbox', { name: '设备名称' })).toHaveValue('试填');

  await dialog.getByRole('combobox', { name: '用一条真实记录来看' }).fill('4 号机');
  await page.keyboard.press('Enter');
  await expect(pane(page, 'before').getByRole('textbox', { name: '产能' })).toHaveValue('见铭牌');
  await expect(pane(page, 'after').getByRole('textbox', { name: '产能' })).toHaveValue('');
  await expect(pane(page, 'after')).toContainText('认不出，原值保留');
  await dialog.getByRole('combobox', { name: '用一条真实记录来看' }).fill('5 号机');
  await page.keyboard.press('Enter');
  await expect(pane(page, 'after').getByRole('textbox', { name: '产能' })).toHaveValue(/^1,?200$/);
  await expectAccessible(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await expect(pane(page, 'before')).toBeHidden();
  await dialog.getByText('现在（第 1 版）').first().click();
  await expect(pane(page, 'before').getByRole('textbox', { name: '产能' })).toHaveValue('1,200');
  await expect(pane(page, 'after')).toBeHidden();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '关闭' }).click();
  await expect(page.getByRole('button', { name: '对比表单' })).toBeFocused();
  const row = await page.request.get(`/api/v1/tables/compared/records/${ids[4]}`);
  expect(await row.json()).toMatchObject({ version: 1, values: { size: '1,200' } });
});

test('what the product did to options by itself is told to staff and in the history in plain sentences, in both languages', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow();
  await signIn(page, manager);
  await makeWorkshop(page, 'told');
  const post = async (path: string, data: unknown): Promise<{ readonly job: string }> => {
    const answer = await page.request.post(`/api/v1/tables/told/${path}`, { headers: { origin: new URL(page.url()).origin }, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return answer.json();
  };
  const isDone = async (job: string): Promise<string> => (await (await page.request.get(`/api/v1/tables/told/jobs/${job}`)).json()).state;
  const { job } = await post('options/replace', { field: 'kind', from: ['lathe'], to: 'mill' });
  await expect.poll(() => isDone(job)).toBe('done');

  const reading = await secondPerson(browser, baseURL ?? '', staff);
  await reading.goto('/t/told');
  await expect(reading.getByText('“种类”里不再用“车床”，改选“铣床”。已换好 6 条记录。')).toBeVisible();
  await page.goto('/t/told/publish');
  const history = page.locator('section.box', { has: page.getByRole('heading', { name: '版本历史' }) });
  await expect(history).toContainText('“种类”里不再用“车床”，改选“铣床”。已换好 6 条记录。');
  await expect(history).not.toContainText('→');

  const undo = await post(`jobs/${job}/undo`, {});
  await expect.poll(() => isDone(undo.job)).toBe('done');
  await reading.goto('/t/told');
  await expect(reading.getByText('“种类”里“车床”恢复使用，之前换成“铣床”的已撤销。')).toBeVisible();
  await expectAccessible(reading);
  await page.context().addCookies([{ name: 'biaoli_language', value: 'en', url: baseURL ?? '' }]);
  await page.goto('/t/told/publish');
  await expect(page.getByText('In “种类”, “车床” is in use again: the change to “铣床” was taken back.')).toBeVisible();
  await reading.context().close();
});

test('a publish whose answer was lost on the way is looked after, not told as failed', async ({ page }) => {
  await signIn(page, manager);
  await makeWorkshop(page, 'silent');
  const draft = await makeDraft(page, 'silent', workshopWithNumbers('silent'));
  await page.goto(`/t/silent/publish?draft=${draft}`);
  await page.getByLabel('发布说明').fill('产能改成数字。');
  let silent = true;
  await page.route('**/api/v1/tables/silent/revisions/2/publish', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.route('**/api/v1/tables/silent/revisions/2', (route) => (silent ? route.abort() : route.continue()));
  await page.getByRole('button', { name: '发布给全员', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '发布第 2 版给全员' });
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: /^发布给全员 \d+ 人$/ }).click();
  await expect(page.getByText('连不上服务器，正在重新连接')).toBeVisible();
  await expectAccessible(page);
  silent = false;
  await expect(page.getByText('第 2 版已发布')).toBeVisible();
  await expect(page.getByText('没做成')).toHaveCount(0);
});
