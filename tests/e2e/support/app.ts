import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Browser, type Page } from '@playwright/test';
import { startApp, type App } from './start-app.ts';

export { expect };

export const admin = { email: 'admin@example.com', password: 'example-password' };

/** Tests on one server per worker with these settings; `page` fails its test on console errors, refused content and foreign requests. */
export const startedWith = (settings: Readonly<Record<string, string>>) =>
  base.extend<{ quietPage: undefined }, { app: App }>({
    app: [
      async ({}, use) => {
        const app = await startApp({ BIAOLI_ADMIN_EMAIL: admin.email, BIAOLI_ADMIN_PASSWORD: admin.password, ...settings });
        await use(app);
        await app.stop();
      },
      { scope: 'worker' },
    ],
    baseURL: async ({ app }, use) => use(app.url),
    page: async ({ page }, use) => use(patient(page)),
    quietPage: [
      async ({ page, baseURL }, use) => {
        const faults = watch(page, baseURL ?? '');
        await use(undefined);
        expect(faults).toEqual([]);
      },
      { auto: true },
    ],
  });

/** A page that takes nobody's clicks before it listens: going to an address and reloading wait for the page's own scripts. */
export const patient = (page: Page): Page => {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  const started = () => page.locator('html[data-started]').waitFor({ state: 'attached' });
  page.goto = async (...given) => {
    const answer = await goto(...given);
    await started();
    return answer;
  };
  page.reload = async (...given) => {
    const answer = await reload(...given);
    await started();
    return answer;
  };
  return page;
};

/** A page of somebody else at another computer, not signed in yet. */
export const otherPage = async (browser: Browser, baseURL: string | undefined): Promise<Page> =>
  patient(await (await browser.newContext({ baseURL: baseURL ?? '', locale: 'zh-CN', viewport: { width: 1440, height: 900 } })).newPage());

/** What a page must never do: write errors, run into its own content policy, ask others for anything. */
export const watch = (page: Page, origin: string): readonly string[] => {
  const faults: string[] = [];
  // A refused form answers 422 and the like; the browser logs that by itself.
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== origin) faults.push(`foreign request: ${url.origin}`);
  });
  return faults;
};

export const signIn = async (page: Page, person: { readonly email: string; readonly password: string } = admin): Promise<void> => {
  await page.goto('/sign-in');
  await page.getByLabel('邮箱').fill(person.email);
  await page.getByLabel('密码', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
};

/** Colours on their way from one state to another are no colours anybody reads: nothing begins to move, and what moves comes to its end. */
const stand = async (page: Page): Promise<void> => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(async () => {
    const ends = ({ effect, playState }: Animation): boolean =>
      playState === 'running' && Number.isFinite(Number(effect?.getComputedTiming().endTime));
    const ending = document.getAnimations().filter(ends);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
};

/** No accessibility fault that axe can see. */
export const expectAccessible = async (page: Page): Promise<void> => {
  await stand(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  await page.emulateMedia({ reducedMotion: null });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
};
