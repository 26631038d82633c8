import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';

/** How somebody works the pages: the steps of a journey are the same, the movements are not. */
export interface Hand {
  /** A button, link, radio or switch. */
  press(target: Locator): Promise<void>;
  /** Text instead of what stood. */
  write(target: Locator, text: string): Promise<void>;
  /** The option of these words. */
  pick(combobox: Locator, words: string): Promise<void>;
  /** A field, or a section, out of the palette of the designer, by its name. */
  add(type: string, title: string): Promise<void>;
  /** The properties of a field of the designer. */
  open(title: string): Promise<void>;
  newRecord(): Promise<void>;
  saveRecord(): Promise<void>;
  /** Says of a field of the form that nobody needs it. */
  complain(title: string, words: string): Promise<void>;
}

export const properties = (page: Page): Locator => page.getByRole('complementary', { name: '属性' });
/** The field of a title in the preview of the designer. */
export const seat = (page: Page, title: string): Locator => page.getByRole('button', { name: new RegExp(`^${title}，`) });
export const field = (page: Page, title: string): Locator => page.locator('.field').filter({ has: page.getByText(title, { exact: true }) });
const palette = (page: Page): Locator => page.getByRole('complementary', { name: '字段类型' });
const nameInput = (page: Page): Locator => properties(page).getByLabel('名称', { exact: true });

export const mouse = (page: Page): Hand => ({
  press: async (target) => {
    const isRadio = (await target.getAttribute('type')) === 'radio'; // seen is only its label
    await (isRadio ? target.locator('xpath=..') : target).click();
  },
  write: (target, text) => target.fill(text),
  pick: async (combobox, words) => {
    await combobox.click();
    await page.getByRole('option', { name: words }).click();
  },
  add: async (type, title) => {
    await palette(page).getByRole('button', { name: type, exact: true }).click();
    await expect(nameInput(page)).toBeFocused();
    await nameInput(page).fill(title);
  },
  open: async (title) => {
    await seat(page, title).click();
    await expect(nameInput(page)).toHaveValue(title);
  },
  newRecord: () => page.getByRole('button', { name: /^新建/ }).first().click(),
  saveRecord: async () => {
    const panel = page.getByRole('dialog');
    await panel.getByRole('button', { name: '保存' }).click();
    await expect(panel.getByRole('complementary')).toContainText('新建'); // its first line of history
    await panel.getByRole('button', { name: '关闭' }).first().click();
    await expect(panel).toHaveCount(0);
  },
  complain: async (title, words) => {
    await field(page, title).hover();
    await field(page, title).getByRole('button', { name: '对这一项提意见' }).click();
    await page.getByRole('menuitem', { name: words }).click();
  },
});

/** Keys alone: locators are only read. Every step fails where the focus is lost, cannot come, or cannot leave. */
export const keyboard = (page: Page): Hand => {
  const keys = async (...wanted: readonly string[]): Promise<void> => {
    for (const key of wanted) await page.keyboard.press(key);
  };
  const press = async (target: Locator): Promise<void> => {
    const before = page.url();
    const role = await target.evaluate((element) => element.getAttribute('role') ?? element.getAttribute('type') ?? '');
    if (role === 'radio') await chooseRadio(target);
    else {
      await tabTo(target);
      await keys(role === 'switch' || role === 'checkbox' ? 'Space' : 'Enter');
    }
    await expectFocus(page, before);
  };
  const chooseRadio = async (radio: Locator): Promise<void> => {
    await tabTo(radio.locator('xpath=ancestor::*[@role="radiogroup"][1]'));
    for (let steps = 0; steps < 10 && !(await holdsFocus(radio)); steps += 1) await keys('ArrowRight');
    if (!(await radio.isChecked())) await keys('Space');
    await expect(radio).toBeChecked();
  };
  const write = async (target: Locator, text: string): Promise<void> => {
    await tabTo(target);
    await keys('Control+a');
    await page.keyboard.type(text);
  };
  return {
    press,
    write,
    pick: async (combobox, words) => {
      await tabTo(combobox);
      await page.keyboard.type(words);
      await expect(page.getByRole('option', { name: words }).first()).toBeVisible();
      await keys('Enter');
    },
    add: async (type, title) => {
      if (await holdsFocus(properties(page))) await keys('Escape');
      await keys('/');
      await page.keyboard.type(type);
      await keys('Enter');
      await expect(nameInput(page)).toBeFocused();
      await page.keyboard.type(title);
      await keys('Escape');
      await expect(seat(page, title).or(page.getByRole('button', { name: title, exact: true }))).toBeFocused();
    },
    open: async (title) => {
      if (await holdsFocus(properties(page))) await keys('Escape');
      else await tabTo(page.locator('[data-cover][tabindex="0"]'));
      await keys('Home');
      for (let steps = 0; steps < 40 && !(await holdsFocus(seat(page, title))); steps += 1) await keys('ArrowDown');
      await keys('Enter');
      await expect(nameInput(page)).toBeFocused();
      await expect(nameInput(page)).toHaveValue(title);
    },
    newRecord: () => keys('n'),
    saveRecord: async () => {
      await keys('Control+Enter');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    },
    complain: async (title, words) => {
      await tabTo(field(page, title).getByRole('textbox'));
      await keys('F1');
      for (let steps = 0; steps < 10 && !(await holdsFocus(page.getByRole('menuitem', { name: words }))); steps += 1)
        await keys('ArrowDown');
      await keys('Enter');
    },
  };

  /** Tab, or Shift+Tab to what stands before; no page is so long that more than this many are needed. */
  async function tabTo(target: Locator): Promise<void> {
    await expect(target).toHaveCount(1);
    await expect(target).toBeEnabled();
    const most = 120;
    let last = '';
    for (let steps = 0; steps < most; steps += 1) {
      const at = await target.evaluate((element) => {
        const { activeElement: active } = document;
        if (active !== null && element.contains(active)) return { here: true, isBefore: false, where: '' };
        const isBefore = active !== null && active !== document.body && (active.compareDocumentPosition(element) & 2) !== 0;
        return {
          here: false,
          isBefore,
          where: `${active?.tagName} ${active?.getAttribute('aria-label') ?? active?.textContent?.slice(0, 20)}`,
        };
      });
      if (at.here) return;
      last = at.where;
      await page.keyboard.press(at.isBefore ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`${target} is not reached by Tab; the focus stands at ${last}`);
  }
};

const holdsFocus = async (target: Locator): Promise<boolean> =>
  (await target.count()) > 0 && (await target.first().evaluate((element) => element.contains(document.activeElement)));

/** After a step the focus is somewhere, for what closes gives it back; another page begins at its top. */
const expectFocus = (page: Page, before: string): Promise<void> =>
  expect(async () => {
    const isLost = page.url() === before && (await page.evaluate(() => document.activeElement === document.body));
    expect(isLost, 'the focus is lost').toBe(false);
  }).toPass({ timeout: 30_000 });
