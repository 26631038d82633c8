import type { Browser, Locator, Page } from '@playwright/test';
import { expect, expectAccessible, signIn } from './support/app.ts';
import { manager, secondPerson, staff, test } from './support/demo.ts';
import { field, keyboard, mouse, properties, seat, type Hand } from './support/journey.ts';

test.use({ actionTimeout: 20_000 });
test.setTimeout(420_000);

const basic: readonly (readonly [type: string, title: string])[] = [
  ['单行文本', '联系人'],
  ['电话', '手机'],
  ['单选', '级别'],
  ['多选', '关注点'],
  ['金额', '预算'],
  ['是否', '已付定金'],
  ['日期', '签约日期'],
  ['数字', '人数'],
  ['百分比', '折扣'],
];
const more: readonly (readonly [type: string, title: string])[] = [
  ['成员', '负责人'],
  ['邮箱', '抄送邮箱'],
  ['网址', '主页'],
  ['单行文本', '传真'],
  ['多行文本', '背景'],
];

interface Scene {
  readonly page: Page;
  readonly hand: Hand;
  readonly title: string;
}
const button = (page: Page | Locator, name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });
/** A link of the page itself. */
const link = (page: Page, name: string): Locator => page.getByRole('main').getByRole('link', { name, exact: true });
const tool = (page: Page, name: string): Locator => page.getByRole('navigation', { name: '导航' }).getByRole('link', { name, exact: true });
const history = (page: Page): Locator => page.getByRole('complementary', { name: '版本历史' });

const makeTable = async ({ page, hand, title }: Scene): Promise<string> => {
  await hand.press(tool(page, '新建表'));
  await expect(page.getByRole('heading', { name: '建一张表' })).toBeVisible();
  await expectAccessible(page);
  await hand.press(button(page, '空白表'));
  await hand.write(page.getByLabel('表名'), title);
  await hand.press(button(page.getByRole('dialog'), '新建'));
  await expect(page).toHaveURL(/\/design$/);
  return /\/t\/([^/]+)\//.exec(page.url())?.[1] ?? '';
};

const nameOptions = async ({ page, hand }: Scene, of: string, [first, second, ...rest]: readonly string[]): Promise<void> => {
  await hand.open(of);
  const options = properties(page).getByRole('textbox', { name: '选项名称' });
  await hand.write(options.nth(0), first ?? '');
  await hand.write(options.nth(1), second ?? '');
  await hand.press(button(properties(page), '粘贴多行'));
  const dialog = page.getByRole('dialog', { name: `给“${of}”粘贴选项` });
  await hand.write(dialog.getByLabel('一行一个选项'), [first, ...rest].join('\n'));
  await expect(dialog).toContainText(`跳过已有的 1 个：${first}`);
  await hand.press(button(dialog, `添加 ${rest.length} 个`));
  await expect(options).toHaveCount(2 + rest.length);
};

/** Field is value, in the condition of this name. */
const setCondition = async ({ page, hand }: Scene, name: string, [of, choose]: readonly [string, () => Promise<void>]): Promise<void> => {
  await hand.press(button(page.getByRole('group', { name }), '条件'));
  await hand.pick(page.getByRole('combobox', { name: '字段' }), of);
  await choose();
  await hand.press(button(page, '加上'));
};

const design = async (scene: Scene): Promise<void> => {
  const { page, hand } = scene;
  await expect(seat(page, '名称')).toBeVisible();
  await hand.open('名称');
  for (const [type, title] of basic) await hand.add(type, title);
  await hand.add('分区', '往来');
  for (const [type, title] of more) await hand.add(type, title);
  await expect(page.getByText('共 15 个字段，必填 0 个')).toBeVisible();
  await hand.open('名称');
  await hand.press(properties(page).getByRole('switch', { name: '必填' }));
  await nameOptions(scene, '级别', ['大客户', '普通客户', '潜在客户', '渠道']);
  await nameOptions(scene, '关注点', ['价格', '交期', '质量']);
  await hand.open('预算');
  await setCondition(scene, '显示条件', ['级别', () => hand.pick(page.getByRole('combobox', { name: '值' }), '大客户')]);
  await expect(page.getByText('级别是大客户时显示').first()).toBeVisible();
  await hand.open('签约日期');
  await setCondition(scene, '必填条件', [
    '已付定金',
    () => hand.press(page.getByRole('dialog').getByRole('radio', { name: '是', exact: true })),
  ]);
  await expect(page.getByText('已付定金为“是”时必填').first()).toBeVisible();
  await expectAccessible(page);
};

/** From the designer to everybody, with a note. */
const publish = async ({ page, hand }: Scene, number: number, note: string): Promise<void> => {
  await hand.write(page.getByLabel('发布说明'), note);
  await hand.press(button(page, '发布给全员'));
  const dialog = page.getByRole('dialog', { name: `发布第 ${number} 版给全员` });
  await hand.press(button(dialog, /^发布给全员 \d+ 人$/));
  await expect(page.getByText(`第 ${number} 版已发布`)).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expectAccessible(page);
};

const tryOut = async ({ page, hand }: Scene, key: string, browser: Browser): Promise<void> => {
  await hand.press(tool(page, '设计'));
  await hand.open('背景');
  await hand.add('单行文本', '微信号');
  await hand.press(link(page, '试用'));
  await expect(page.getByText('已有的行不变')).toBeVisible();
  await expectAccessible(page);
  await hand.pick(page.getByRole('combobox', { name: '成员' }), '林晓');
  await hand.press(button(page, '开始试用'));
  await expect(page).toHaveURL(/revision=3/);
  await expect(page.getByText('试用中').first()).toBeVisible();
  const colleague = await secondPerson(browser, new URL(page.url()).origin, staff);
  await colleague.goto(`/t/${key}/new`);
  await expect(colleague.getByText('试用第 3 版')).toBeVisible();
  await expect(colleague.getByRole('textbox', { name: '微信号' })).toBeVisible();
  await colleague.context().close();
};

const fill = async ({ page, hand }: Scene): Promise<void> => {
  await hand.press(link(page, '打开表'));
  await expect(page.getByText('第 3 版').first()).toBeVisible();
  await expectAccessible(page);
  for (const at of [1, 2, 3]) {
    await hand.newRecord();
    const panel = page.getByRole('dialog');
    const text = (title: string) => panel.getByRole('textbox', { name: title, exact: true });
    await expect(text('名称')).toBeFocused();
    await hand.write(text('名称'), `云岫 ${at} 号茶业`);
    await expect(text('预算')).toHaveCount(0);
    await hand.pick(panel.getByRole('combobox', { name: '级别' }), at === 1 ? '大客户' : '渠道');
    if (at === 1) {
      await hand.write(text('预算'), '12000.5');
      await hand.press(field(page, '已付定金').getByRole('radio', { name: '是', exact: true }));
      await hand.write(text('签约日期'), '2026-11-20');
      await expectAccessible(page);
    }
    await hand.write(text('传真'), `0571-8800100${at}`);
    if (at === 3) {
      await hand.complain('传真', '没必要填');
      await expect(page.getByText('意见已记下')).toBeVisible();
    }
    await hand.saveRecord();
    await expect(page.locator('tbody')).toContainText(`云岫 ${at} 号茶业`);
  }
};

const prune = async ({ page, hand }: Scene): Promise<void> => {
  await hand.press(tool(page, '复盘'));
  await hand.press(button(page, '开始复盘'));
  await expect(page.getByText('平均填写率')).toBeVisible({ timeout: 60_000 });
  const finding = page.getByRole('listitem').filter({ hasText: '1 位成员对传真提了意见' });
  await hand.press(finding.getByRole('radio', { name: '采纳' }));
  await expect(page.getByText('已决定 1 / ')).toBeVisible();
  await hand.write(finding.getByLabel('理由'), '大家都不用传真了');
  await expectAccessible(page);
  await hand.press(button(page, '生成草稿，含 1 处改动').first());
  await expect(page.getByText('草稿里加了 1 处改动')).toBeVisible();
  await hand.press(tool(page, '设计'));
  await expect(seat(page, '背景')).toBeVisible();
  await expect(seat(page, '传真')).toHaveCount(0);
  await hand.press(link(page, '发布'));
};

const rollBack = async ({ page, hand }: Scene, key: string): Promise<void> => {
  const values = async (): Promise<readonly unknown[]> => {
    const answer = await page.request.get(`/api/v1/tables/${key}/records?sort=name`);
    const { records }: { readonly records: readonly { readonly values: Readonly<Record<string, unknown>> }[] } = await answer.json();
    return records.map(({ values }) => values['chuan_zhen']);
  };
  expect(await values()).toEqual([undefined, undefined, undefined]);
  const line = history(page).getByRole('listitem').filter({ hasText: '云岫起用' });
  await hand.press(button(line, /^回到这一版/));
  const dialog = page.getByRole('dialog', { name: '回到第 3 版' });
  await expect(dialog.getByText(/条记录的值会不同|没有记录的值会不同/)).toBeVisible();
  await expectAccessible(page);
  await hand.press(button(dialog, '回到第 3 版'));
  await expect(line).toContainText('现用');
  expect(await values()).toEqual(['0571-88001001', '0571-88001002', '0571-88001003']);
};

const journey = async (scene: Scene, browser: Browser): Promise<void> => {
  const { page, hand } = scene;
  const key = await makeTable(scene);
  await design(scene);
  await hand.press(link(page, '发布'));
  await publish(scene, 2, '第一次用起来');
  await tryOut(scene, key, browser);
  await publish(scene, 3, '云岫起用');
  await fill(scene);
  await prune(scene);
  await publish(scene, 4, '传真不填了');
  await rollBack(scene, key);
};

test('the whole journey of a manager by mouse', async ({ page, browser }) => {
  await signIn(page, manager);
  await journey({ page, hand: mouse(page), title: '鼠标' }, browser);
});

test('the whole journey of a manager by keyboard alone', async ({ page, browser }) => {
  const hand = keyboard(page);
  await page.goto('/sign-in');
  await hand.write(page.getByLabel('邮箱'), manager.email);
  await hand.write(page.getByLabel('密码', { exact: true }), manager.password);
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/sign-in/);
  await journey({ page, hand, title: '键盘' }, browser);
});
