import type { Locator, Page } from '@playwright/test';
import { admin, expect, expectAccessible, signIn } from './support/app.ts';
import { manager, otherStaff, secondPerson, staff, test } from './support/demo.ts';
import { makeDraft, makeWorkshop, workshop, workshopWithNumbers } from './support/workshop.ts';

const box = (page: Page, title: string): Locator => page.locator('section.box', { has: page.getByRole('heading', { name: title }) });
const publishButton = (page: Page): Locator => page.getByRole('button', { name: '发布给全员', exact: true });

/** Presses the button of the page and then that of the question, saying that failing values may stay empty. */
const publish = async (page: Page, number: number): Promise<void> => {
  await publishButton(page).click();
  const dialog = page.getByRole('dialog', { name: `发布第 ${number} 版给全员` });
  await expect(dialog).toBeVisible();
  const known = dialog.getByRole('checkbox');
  if (await known.isVisible()) await known.check();
  await dialog.getByRole('button', { name: /^发布给全员 \d+ 人$/ }).click();
  await expect(page.getByText(`第 ${number} 版已发布`)).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
};
const pickPerson = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('combobox', { name: '成员' }).fill(name);
  await page.keyboard.press('Enter');
};

test.beforeEach(async ({ page }) => {
  await signIn(page, manager);
});

test('a draft is tried on real rows, trialled by a colleague, published to all, rolled back and forward', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow();
  const ids = await makeWorkshop(page, 'machine');
  const draft = await makeDraft(page, 'machine', workshopWithNumbers('machine'));
  await page.goto(`/t/machine/publish?draft=${draft}`);

  await expect(box(page, '改了什么')).toContainText('产能');
  await expect(box(page, '改了什么')).toContainText('放在哪里');
  const plan = box(page, '试运行结果');
  await expect(plan).toContainText('用 6 条真实数据');
  await expect(plan.getByRole('row', { name: /约五六十/ })).toContainText('不合格');
  await expectAccessible(page);
  await plan.getByLabel('改为 见铭牌').fill('66');
  await plan.getByLabel('改为 见铭牌').blur();
  await expect(plan).toContainText('改了 1 种写法');
  await plan.getByRole('button', { name: '重新试运行' }).first().click();
  await expect(box(page, '改了什么')).toContainText('1 条不合格');

  await publishButton(page).click();
  await expect(page.getByText('请写发布说明')).toBeVisible();
  await expect(page.getByLabel('发布说明')).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel('发布说明').fill('产能改成数字，可以求和了。');

  await pickPerson(page, '林晓');
  await page.getByRole('button', { name: '开始试用' }).click();
  await expect(page).toHaveURL(/revision=2/);
  await expect(page.getByText('试用中').first()).toBeVisible();

  const trying = await secondPerson(browser, baseURL ?? '', staff);
  await trying.goto(`/t/machine/${ids[0]}`);
  await expect(trying.getByText('试用第 2 版')).toBeVisible();
  await expect(trying.getByRole('textbox', { name: '放在哪里' })).toBeVisible();
  await expectAccessible(trying);
  const outside = await secondPerson(browser, baseURL ?? '', otherStaff);
  await outside.goto(`/t/machine/${ids[5]}`);
  await expect(outside.getByText('试用第 2 版')).toHaveCount(0);
  await expect(outside.getByRole('textbox', { name: '放在哪里' })).toHaveCount(0);
  await outside.getByRole('textbox', { name: '产能' }).fill('大约八十五');
  await outside.keyboard.press('Control+s');
  await expect(outside.getByText(/已保存/).first()).toBeVisible();

  await trying.goto(`/t/machine/${ids[3]}`);
  await expect(trying.getByRole('textbox', { name: '产能' })).toHaveValue('66');
  await trying.goto(`/t/machine/${ids[5]}`);
  await expect(trying.getByRole('textbox', { name: '产能' })).toHaveValue('80');
  await expect(trying.getByText('大约八十五').first()).toBeVisible();
  await expectAccessible(trying);
  await trying.getByRole('button', { name: '以上面的值为准' }).click();
  await expect(trying.getByText('保存后以上面的值为准')).toBeVisible();
  await trying.keyboard.press('Control+s');
  await expect(trying.getByText(/已保存/).first()).toBeVisible();
  await expect(trying.getByText('另一版的值')).toHaveCount(0);
  await outside.goto(`/t/machine/${ids[5]}`);
  await expect(outside.getByRole('textbox', { name: '产能' })).toHaveValue('80');
  await trying.getByRole('button', { name: '反馈', exact: true }).first().click();
  const saying = trying.getByRole('dialog', { name: '对第 2 版说一句' });
  await saying.getByRole('combobox', { name: '字段' }).fill('产能');
  await trying.keyboard.press('Enter');
  await saying.getByLabel(/哪里不好用/).fill('手机上也能只填数字');
  await saying.getByRole('button', { name: '发给经理' }).click();
  await expect(trying.getByText('已发给经理').first()).toBeVisible();

  await page.reload();
  await expect(page.getByText('手机上也能只填数字')).toBeVisible();
  await page.getByLabel('发布说明').fill('产能改成数字，可以求和了。');
  await publish(page, 2);
  await expect(page.getByRole('link', { name: '打开表' })).toBeVisible();
  await expectAccessible(page);

  await outside.goto('/t/machine');
  await expect(outside.getByText('第 2 版已发布')).toBeVisible();
  await expect(outside.getByText('产能改成数字，可以求和了。')).toBeVisible();
  await outside.getByRole('button', { name: '知道了' }).click();
  await outside.reload();
  await expect(outside.getByText('1 号机').first()).toBeVisible();
  await expect(outside.getByText('第 2 版已发布')).toHaveCount(0);

  await page.getByRole('button', { name: '撤回这次发布' }).click();
  const back = page.getByRole('dialog', { name: '回到第 1 版' });
  await expect(back.getByText(/条记录的值会不同|没有记录的值会不同/)).toBeVisible();
  await expectAccessible(page);
  await back.getByRole('button', { name: '回到第 1 版' }).click();
  await expect(box(page, '版本历史').getByRole('listitem').filter({ hasText: '第 1 版' })).toContainText('现用');
  await outside.goto(`/t/machine/${ids[2]}`);
  await expect(outside.getByRole('textbox', { name: '产能' })).toHaveValue('约五六十');
  await expect(outside.getByRole('textbox', { name: '放在哪里' })).toHaveCount(0);

  await box(page, '版本历史')
    .getByRole('listitem')
    .filter({ hasText: '第 2 版' })
    .getByRole('button', { name: /换到这一版/ })
    .click();
  await page.getByRole('dialog', { name: '换到第 2 版' }).getByRole('button', { name: '换到第 2 版' }).click();
  await expect(box(page, '版本历史').getByRole('listitem').filter({ hasText: '第 2 版' })).toContainText('现用');
  await trying.context().close();
  await outside.context().close();
});

test('two managers at once: what is disjoint is joined and told, what overlaps is chosen', async ({ page, browser, baseURL }) => {
  test.slow();
  await makeWorkshop(page, 'tool');
  const first = workshop('tool');
  const title = (document: Readonly<Record<string, unknown>>, words: string, more: Readonly<Record<string, unknown>> = {}) => ({
    ...document,
    record: {
      type: 'object',
      properties: {
        name: { title: '设备名称', type: 'string', 'x-type': 'text' },
        size: { title: words, type: 'string', 'x-type': 'text' },
        ...more,
        kind: {
          title: '种类',
          type: 'string',
          'x-type': 'choice',
          oneOf: [
            { const: 'lathe', title: '车床' },
            { const: 'mill', title: '铣床' },
          ],
        },
      },
      required: ['name'],
    },
  });
  const mine = await makeDraft(page, 'tool', title(first, '每天产能'));
  await page.goto(`/t/tool/publish?draft=${mine}`);
  await expect(publishButton(page)).toBeEnabled();

  const other = await secondPerson(browser, baseURL ?? '', admin);
  const theirs = await makeDraft(other, 'tool', title(first, '每小时产能', { help: { title: '说明', type: 'string', 'x-type': 'text' } }));
  await other.goto(`/t/tool/publish?draft=${theirs}`);
  await other.getByLabel('发布说明').fill('产能按小时算');
  await publish(other, 2);

  await expect(page.getByText(/刚发布了第 2 版，先合在一起再发布/)).toBeVisible();
  await expect(publishButton(page)).toBeDisabled();
  await page.getByRole('button', { name: '合在一起' }).click();
  const dialog = page.getByRole('dialog', { name: '两边都改了同一处' });
  await expect(dialog).toContainText('字段');
  await expectAccessible(page);
  await dialog.getByRole('radio', { name: '用我的' }).first().check();
  await dialog.getByRole('button', { name: /^合并 \d+ 处$/ }).click();
  await expect(page.getByText(/已和第 2 版合在一起/)).toBeVisible();
  await expect(box(page, '改了什么')).toContainText('每天产能');
  await page.getByLabel('发布说明').fill('产能按天算');
  await publish(page, 3);
  const live = await (await page.request.get('/api/v1/tables/tool')).json();
  expect(live.record.properties.size.title).toBe('每天产能');
  expect(live.record.properties.help.title).toBe('说明');
  await other.context().close();
});

test('where the table wants a second person, the author waits, is sent back with a word, and is agreed to', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow();
  await makeWorkshop(page, 'press', { approval: true });
  const draft = await makeDraft(page, 'press', workshopWithNumbers('press', { approval: true }));
  await page.goto(`/t/press/publish?draft=${draft}`);
  await page.getByLabel('发布说明').fill('产能改成数字');
  const ask = async (): Promise<void> => {
    await page.getByRole('button', { name: '送去审批' }).click();
    const dialog = page.getByRole('dialog', { name: '发布第 2 版给全员' });
    await expect(dialog).toBeVisible();
    const known = dialog.getByRole('checkbox');
    if (await known.isVisible()) await known.check();
    await dialog.getByRole('button', { name: '送去审批' }).click();
    await expect(page.getByText('第 2 版在等另一位经理审批')).toBeVisible();
  };
  await ask();
  await expectAccessible(page);

  const other = await secondPerson(browser, baseURL ?? '', admin);
  await other.goto('/t/press/publish?revision=2');
  await other.getByRole('button', { name: '退回' }).click();
  const dialog = other.getByRole('dialog', { name: '退回第 2 版' });
  await dialog.getByRole('button', { name: '退回' }).click();
  await expect(dialog.getByText('请写退回理由')).toBeVisible();
  await dialog.getByLabel('退回理由').fill('先问问车间');
  await dialog.getByRole('button', { name: '退回' }).click();
  await expect(other.getByText('已退回第 2 版').first()).toBeVisible();

  await page.reload();
  await expect(page.getByText(/退回：先问问车间/)).toBeVisible();
  await ask();
  await other.reload();
  await other.getByRole('button', { name: '批准并发布' }).click();
  await expect(other.getByText('第 2 版已发布')).toBeVisible();
  await other.context().close();
});

test('there a way back is asked for, looked at and agreed to; the latest publish is taken back at once', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow();
  await makeWorkshop(page, 'lift', { approval: true });
  const other = await secondPerson(browser, baseURL ?? '', admin);
  const origin = new URL(page.url()).origin;
  const send = async (from: Page, path: string, data: unknown): Promise<void> => {
    const answer = await from.request.post(`/api/v1/tables/lift/revisions${path}`, { headers: { origin }, data });
    expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  };
  for (const number of [2, 3]) {
    await send(page, '', { definition: { ...workshop('lift', { approval: true }), title: `设备台账 ${number}` }, note: '改名' });
    await send(page, `/${number}/publish`, {});
    await send(other, `/${number}/approve`, {});
  }
  const history = box(page, '版本历史');
  const line = (number: number): Locator => history.getByRole('listitem').filter({ hasText: `第 ${number} 版` });

  await page.goto('/t/lift/publish?revision=2');
  await line(2)
    .getByRole('button', { name: /回到这一版/ })
    .click();
  const quick = page.getByRole('dialog', { name: '回到第 2 版' });
  await expect(quick.getByText('没有记录的值会不同')).toBeVisible();
  await expect(quick.getByText('要另一个人同意')).toHaveCount(0);
  await quick.getByRole('button', { name: '回到第 2 版' }).click();
  await expect(line(2)).toContainText('现用');

  await line(1)
    .getByRole('button', { name: /回到这一版/ })
    .click();
  const asking = page.getByRole('dialog', { name: '回到第 1 版' });
  await expect(asking.getByText('要另一个人同意')).toBeVisible();
  await expectAccessible(page);
  await asking.getByLabel('说明').fill('新表头看不懂');
  await asking.getByRole('button', { name: '送去审批' }).click();
  await expect(page.getByText('回到第 1 版在等另一位经理同意')).toBeVisible();
  await expect(line(2)).toContainText('现用');
  await expect(line(1)).toContainText('待审批');
  await page.getByRole('button', { name: '不回了' }).click();
  await expect(page.getByText('回到第 1 版在等另一位经理同意')).toHaveCount(0);
  await line(1)
    .getByRole('button', { name: /回到这一版/ })
    .click();
  await asking.getByLabel('说明').fill('还是看不懂');
  await asking.getByRole('button', { name: '送去审批' }).click();
  await expect(page.getByText('回到第 1 版在等另一位经理同意')).toBeVisible();

  await other.goto('/t/lift/publish?revision=1');
  await expect(other.getByText(/想回到第 1 版，等你同意：还是看不懂/)).toBeVisible();
  await expectAccessible(other);
  await other.getByRole('button', { name: '看看再同意' }).click();
  const agreeing = other.getByRole('dialog', { name: '回到第 1 版' });
  await agreeing.getByRole('button', { name: '同意，用第 1 版' }).click();
  await expect(other.getByText('现在用第 1 版')).toBeVisible();
  await page.reload();
  await expect(line(1)).toContainText('现用');
  await other.context().close();
});

test('an open form hears of a new revision and keeps what was typed', async ({ page, browser, baseURL }) => {
  const ids = await makeWorkshop(page, 'crane');
  const there = await secondPerson(browser, baseURL ?? '', staff);
  await there.goto(`/t/crane/${ids[0]}`);
  await there.getByRole('textbox', { name: '设备名称' }).fill('1 号吊机');
  await there.getByRole('textbox', { name: '产能' }).fill('六十左右');

  const draft = await makeDraft(page, 'crane', workshopWithNumbers('crane'));
  await page.goto(`/t/crane/publish?draft=${draft}`);
  await page.getByLabel('发布说明').fill('产能改成数字');
  await publish(page, 2);

  await expect(there.getByText('这张表刚改为第 2 版')).toBeVisible();
  await expect(there.getByRole('textbox', { name: '设备名称' })).toHaveValue('1 号吊机');
  await there.getByRole('button', { name: '换到新表单' }).click();
  await expect(there.getByRole('textbox', { name: '放在哪里' })).toBeVisible();
  await expect(there.getByRole('textbox', { name: '设备名称' })).toHaveValue('1 号吊机');
  await expect(there.getByText('六十左右').first()).toBeVisible();
  await expectAccessible(there);
  await there.keyboard.press('Control+s');
  await expect(there.getByText(/已保存/).first()).toBeVisible();
  await there.context().close();
});

test('a replacement of options stands in the history of the table and is taken back in one go', async ({ page }) => {
  const ids = await makeWorkshop(page, 'drill');
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post('/api/v1/tables/drill/options/replace', {
    headers: { origin },
    data: { field: 'kind', from: ['lathe'], to: 'mill' },
  });
  expect(answer.status()).toBe(202);
  await page.goto('/t/drill/publish');
  const operations = box(page, '数据操作');
  await expect(operations).toContainText('种类：车床 换成 铣床');
  await expectAccessible(page);
  await operations.getByRole('button', { name: '撤销' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: '撤销这次替换' });
  await dialog.getByRole('button', { name: '撤销', exact: true }).press('Enter');
  await expect(operations).toContainText('已撤销');
  const row = await (await page.request.get(`/api/v1/tables/drill/records/${ids[0]}`)).json();
  expect(row.values.kind).toBe('lathe');
});

test('what is not there says so, and staff are shown out', async ({ page, browser, baseURL }) => {
  await makeWorkshop(page, 'pump');
  expect((await page.goto('/t/pump/publish?revision=99'))?.status()).toBe(404);
  await expectAccessible(page);
  await page.goto('/t/pump/publish?draft=nowhere');
  await expect(page.getByText('这份草稿不在了')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/t/pump/publish');
  await expect(box(page, '版本历史')).toContainText('第 1 版');
  const there = await secondPerson(browser, baseURL ?? '', staff);
  expect((await there.goto('/t/pump/publish'))?.status()).toBe(403);
  await expectAccessible(there);
  await there.context().close();
});
