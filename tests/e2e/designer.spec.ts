import type { Page } from '@playwright/test';
import { expect, expectAccessible, patient, signIn } from './support/app.ts';
import { manager, secondPerson, staff, test } from './support/demo.ts';

const admin = { ...manager, email: 'admin@example.com' };

/** A table of one text field and one choice, published; answers its key. */
const makeTable = async (page: Page, key: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const properties = {
    name: { title: '名称', type: 'string', 'x-type': 'text' },
    kind: {
      title: '类别',
      type: 'string',
      'x-type': 'choice',
      oneOf: [
        { const: 'a', title: '甲', 'x-color': 'blue' },
        { const: 'b', title: '乙', 'x-color': 'green' },
      ],
    },
    ...more,
  };
  const layout = [
    { key: 'first', title: '基本', columns: 2, fields: Object.keys(properties) },
    { key: 'second', title: '其余', columns: 2, fields: [] },
  ];
  const answer = await page.request.post('/api/v1/tables', {
    headers: { origin: new URL(page.url()).origin },
    data: {
      biaoli: 1,
      key,
      title: `设计 ${key}`,
      record: { type: 'object', properties, required: ['name'] },
      layout,
      views: [],
      reminders: [],
      access: {},
    },
  });
  expect(answer.status()).toBe(201);
  return key;
};
const openDesigner = async (page: Page, key: string): Promise<void> => {
  await page.goto(`/t/${key}/design`);
  await expect(seat(page, '名称')).toBeVisible();
  await expect(async () => {
    await seat(page, '名称').click();
    await expect(name(page)).toHaveValue('名称', { timeout: 1000 });
  }).toPass();
};
/** The field of a title in the preview. */
const seat = (page: Page, title: string) => page.getByRole('button', { name: new RegExp(`^${title}，`) });
const name = (page: Page) => properties(page).getByLabel('名称', { exact: true });
const type = (page: Page, title: string) =>
  page.getByRole('complementary', { name: '字段类型' }).getByRole('button', { name: title, exact: true });
const properties = (page: Page) => page.getByRole('complementary', { name: '属性' });
const saved = (page: Page) => expect(page.getByText(/^已保存 \d\d:\d\d$/)).toBeVisible();
const order = (page: Page): Promise<readonly string[]> =>
  page.locator('[data-seat] .label > label').evaluateAll((labels) => labels.map((label) => label.textContent?.trim() ?? ''));
/** The document as the server keeps it for the newest draft of whoever is signed in. */
const draftOf = async (page: Page, key: string) => {
  const { drafts } = await (await page.request.get(`/api/v1/tables/${key}/drafts`)).json();
  return (await page.request.get(`/api/v1/tables/${key}/drafts/${drafts[0].id}`)).json();
};

const fifteen: readonly (readonly [type: string, title: string])[] = [
  ['单行文本', '客户简称'],
  ['多行文本', '背景'],
  ['单选', '级别'],
  ['多选', '关注点'],
  ['日期', '签约日期'],
  ['数字', '人数'],
  ['金额', '预算'],
  ['电话', '座机'],
  ['成员', '负责人'],
  ['是否', '已付定金'],
  ['百分比', '折扣'],
  ['邮箱', '抄送邮箱'],
  ['网址', '官网'],
];

test.beforeEach(async ({ page }) => {
  await signIn(page, manager);
});

test('a table of 15 fields with a condition, by mouse', async ({ page }) => {
  await openDesigner(page, await makeTable(page, 'by_mouse'));
  await expectAccessible(page);
  for (const [kind, title] of fifteen) {
    await type(page, kind).click();
    await expect(name(page)).toBeFocused();
    await name(page).fill(title);
  }
  await expect(page.getByText('共 15 个字段，必填 1 个')).toBeVisible();
  await seat(page, '预算').click();
  await properties(page).getByRole('switch', { name: '必填' }).check();
  const show = page.getByRole('group', { name: '显示条件' });
  await show.getByRole('button', { name: '条件', exact: true }).click();
  await page.getByRole('combobox', { name: '字段' }).fill('类别');
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: '值' }).fill('甲');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '加上' }).click();
  await expect(page.getByText('类别是甲时显示').first()).toBeVisible();
  await expectAccessible(page);

  await seat(page, '客户简称').scrollIntoViewIfNeeded();
  const [from, to] = [await type(page, '省市区').boundingBox(), await seat(page, '客户简称').boundingBox()];
  if (!from || !to) throw new Error('nothing to drag');
  await page.mouse.move(from.x + 20, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 80, to.y + 20, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height - 4, { steps: 4 });
  await expect(page.getByText('放在这里')).toBeVisible();
  await page.mouse.up();
  expect((await order(page)).slice(0, 4)).toEqual(['名称', '客户简称', '省市区', '背景']);

  const head = page.locator('[data-head="second"]');
  await head.scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: '收起：基本' }).click();
  const [moved, above] = [await head.boundingBox(), await page.locator('[data-head="first"]').boundingBox()];
  if (!moved || !above) throw new Error('nothing to drag');
  await page.mouse.move(moved.x + 5, moved.y + 5);
  await page.mouse.down();
  await page.mouse.move(above.x + 20, above.y + 5, { steps: 4 });
  await page.mouse.move(above.x + 20, above.y - 4, { steps: 2 });
  await page.mouse.up();
  expect(await page.locator('[data-head]').allTextContents()).toEqual(['其余', '基本']);
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: '展开：基本' }).click();

  await page.getByRole('button', { name: '试填' }).click();
  await expect(page.getByRole('textbox', { name: '客户简称' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: '预算' })).toHaveCount(0);
  await page.locator('.sheet').getByRole('combobox', { name: '类别' }).fill('甲');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: '预算' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '试填' }).click();

  await page.getByRole('button', { name: /^未发布的修改 \d+ 处$/ }).click();
  await expect(page.getByRole('dialog', { name: '未发布的修改' })).toContainText('新增字段“预算”');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await saved(page);
  const { document } = await draftOf(page, 'by_mouse');
  expect(Object.keys(document.record.properties)).toContain('yu_suan');
  expect(document.record.properties.yu_suan['x-show']).toEqual({ field: 'kind', op: 'is', value: 'a' });
  expect(document.record.required).toEqual(['name', 'yu_suan']);
});

test('the same by keyboard alone', async ({ page }) => {
  await openDesigner(page, await makeTable(page, 'by_keys'));
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const tabTo = async (found: () => Promise<boolean>, by = 'Tab'): Promise<void> => {
    for (let steps = 0; steps < 80; steps += 1) {
      if (await found()) return;
      await press(by);
    }
    throw new Error('not reached by Tab');
  };
  const focusIn = (selector: string) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  await press('Escape');
  await expect(seat(page, '名称')).toBeFocused();
  for (const [kind, title] of fifteen) {
    await press('/');
    await page.keyboard.type(kind);
    await press('Enter');
    await expect(name(page)).toBeFocused();
    await page.keyboard.type(title);
    await press('Escape');
    await expect(seat(page, title)).toBeFocused();
  }
  expect(await order(page)).toEqual(['名称', ...fifteen.map(([, title]) => title), '类别']);
  await press('Home', 'ArrowDown');
  await expect(seat(page, '客户简称')).toBeFocused();
  await press('Alt+ArrowUp');
  await expect(page.getByText('“客户简称”移到“基本”第 1 个')).toBeAttached();
  await expect(seat(page, '客户简称')).toBeFocused();
  await press('End', 'Alt+ArrowDown');
  await expect(page.getByText('“类别”移到“其余”第 1 个')).toBeAttached();
  await expect(seat(page, '类别')).toBeFocused();
  await press('Alt+ArrowUp');
  await expect(seat(page, '类别')).toBeFocused();
  await press('ArrowUp', 'Enter');
  await expect(name(page)).toHaveValue('官网');
  await expect(name(page)).toBeFocused();
  await tabTo(() => page.evaluate(() => document.activeElement?.closest('[aria-label="显示条件"]') !== null));
  await press('Enter');
  await page.keyboard.type('类别');
  await press('Enter');
  await tabTo(() => focusIn('[aria-label="值"]'));
  await page.keyboard.type('乙');
  await press('Enter');
  await tabTo(() => focusIn('button[type="submit"]'), 'Shift+Tab');
  await press('Enter');
  await expect(page.getByText('类别是乙时显示').first()).toBeVisible();
  await press('Escape');
  await expect(seat(page, '官网')).toBeFocused();
  await press('Control+d');
  await expect(seat(page, '官网 副本')).toBeFocused();
  await press('Delete');
  await expect(seat(page, '官网 副本')).toHaveCount(0);
  await expect(page.locator('[data-cover]:focus')).toHaveCount(1);
  await press('Control+z');
  await expect(seat(page, '官网 副本')).toHaveCount(1);
  await press('Control+Shift+Z');
  await expect(seat(page, '官网 副本')).toHaveCount(0);
  await saved(page);
  expect((await draftOf(page, 'by_keys')).document.layout[0].fields).toHaveLength(15);
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

test('options: pasted with what was skipped, 2,000 of them, retired and opened again, 其他', async ({ page }) => {
  await openDesigner(page, await makeTable(page, 'options'));
  await seat(page, '类别').click();
  await page.getByRole('button', { name: '粘贴多行' }).click();
  const dialog = page.getByRole('dialog', { name: '给“类别”粘贴选项' });
  await dialog.getByLabel('一行一个选项').fill('甲\n丙\n丙\n\n  丁 ');
  await expect(dialog).toContainText('跳过已有的 1 个：甲');
  await expect(dialog).toContainText('跳过重复的 1 个：丙');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '添加 2 个' }).click();
  const list = page.getByRole('list', { name: '选项' });
  await expect(list.getByRole('textbox', { name: '选项名称' })).toHaveCount(4);

  await list.getByRole('textbox', { name: '选项名称' }).first().focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(list.getByRole('textbox', { name: '选项名称' }).first()).toHaveValue('乙');
  await page.keyboard.press('Enter');
  await page.keyboard.type('戊');
  await expect(list.getByRole('textbox', { name: '选项名称' })).toHaveCount(5);
  await page.getByRole('button', { name: '甲：更多' }).click();
  await page.getByRole('menuitem', { name: '停用', exact: true }).click();
  await expect(list.getByText('已停用')).toBeVisible();
  await expectAccessible(page);
  await list.getByRole('button', { name: '启用：甲' }).click();
  await expect(list.getByText('已停用')).toHaveCount(0);
  await page.getByRole('switch', { name: '允许填“其他”' }).check();
  await expect(list.getByRole('textbox', { name: '选项名称' }).last()).toHaveValue('其他');

  await page.getByRole('button', { name: '粘贴多行' }).click();
  await dialog.getByLabel('一行一个选项').fill(Array.from({ length: 1994 }, (_, at) => `产品 ${at + 1}`).join('\n'));
  await dialog.getByRole('button', { name: '添加 1994 个' }).click();
  await expect(page.getByText('2000 个')).toBeVisible();
  await page.getByLabel('查找选项').fill('产品 1994');
  await expect(list.getByRole('textbox', { name: '选项名称' })).toHaveValue('产品 1994');
  await list.getByRole('textbox', { name: '选项名称' }).fill('最后一个');
  await saved(page);
  expect((await draftOf(page, 'options')).document.record.properties.kind.oneOf).toHaveLength(2000);
  const idOf = async (title: string): Promise<string | undefined> => {
    const options: { const: string; title: string }[] = (await draftOf(page, 'options')).document.record.properties.kind.oneOf;
    return options.find((option) => option.title === title)?.const;
  };
  await expect.poll(() => idOf('丙')).toBe('bing');
  expect([await idOf('戊'), await idOf('产品 7')]).toEqual(['wu', 'chan_pin_7']);
  expect(await idOf('最后一个')).toBe('chan_pin_1994'); // renamed after it got its id
});

test('a published field goes to the removed ones and comes back; one in use says where', async ({ page }) => {
  const shown = { title: '备注', type: 'string', 'x-type': 'text', 'x-show': { field: 'kind', op: 'is', value: 'a' } };
  await openDesigner(page, await makeTable(page, 'removed', { remark: shown }));
  await seat(page, '类别').click();
  await page.getByRole('button', { name: '删除：类别' }).click();
  await expect(page.getByRole('alert')).toContainText('备注');
  await expect(seat(page, '类别')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '知道了' }).click();
  await seat(page, '备注').click();
  await page.keyboard.press('Delete');
  await expect(seat(page, '备注')).toHaveCount(0);
  await page.getByRole('button', { name: '表的设置' }).click();
  await expect(page.getByText('回收的字段')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '恢复：备注' }).click();
  await expect(seat(page, '备注')).toBeVisible();
  await expect(page.getByText('类别是甲时显示').first()).toBeVisible();
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

test('staff see no designer; a table that is not there has none', async ({ page }) => {
  const key = await makeTable(page, 'not_mine');
  await page.context().clearCookies();
  await signIn(page, staff);
  await page.goto(`/t/${key}`);
  await expect(page.getByRole('link', { name: '设计', exact: true })).toHaveCount(0);
  expect((await page.goto(`/t/${key}/design`))?.status()).toBe(403);
  await expectAccessible(page);
  expect((await page.goto('/t/no_such_table/design'))?.status()).toBe(404);
});

test('on a phone the panes are steps, in the dark too', async ({ page }) => {
  const key = await makeTable(page, 'phone');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`/t/${key}/design`);
  await expect(seat(page, '名称')).toBeVisible();
  await expectAccessible(page);
  await expect(async () => {
    await page.getByText('添加', { exact: true }).click();
    await expect(type(page, '日期')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expectAccessible(page);
  await type(page, '日期').click();
  await expect(name(page)).toBeFocused();
  await name(page).fill('回访日');
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: '回到表单' }).click();
  await expect(seat(page, '回访日')).toBeFocused();
  await page.getByRole('button', { name: '上移：回访日' }).click();
  await page.getByRole('button', { name: '属性：回访日' }).click();
  await expect(name(page)).toHaveValue('回访日');
});
