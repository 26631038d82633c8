import type { Page } from '@playwright/test';
import { admin, expect, expectAccessible, signIn } from './support/app.ts';
import { manager, secondPerson, test } from './support/demo.ts';
import { makeDraft, makeWorkshop, workshop, workshopWithNumbers } from './support/workshop.ts';

const headers = (page: Page) => ({ origin: new URL(page.url()).origin });
const rows = 20_000;

test('a draft outlives the publish of a colleague that its page only watched', async ({ page, browser, baseURL }) => {
  test.slow();
  await signIn(page, manager);
  const api = '/api/v1/tables/plane';
  expect((await page.request.post('/api/v1/tables', { headers: headers(page), data: workshop('plane') })).status()).toBe(201);
  const lines = Array.from({ length: rows }, (_, at) => `${at + 1} 号机,${at},车床`);
  const file = { name: 'planes.csv', mimeType: 'text/csv', buffer: Buffer.from(['设备名称,产能,种类', ...lines].join('\n')) };
  const imported = await page.request.post(`${api}/imports`, { headers: headers(page), multipart: { file }, timeout: 60_000 });
  expect((await imported.json()).report.created).toBe(rows);

  const other = await secondPerson(browser, baseURL ?? '', admin);
  const mine = await makeDraft(page, 'plane', { ...workshop('plane'), title: '刨床台账' });
  const stored = await other.request.post(`${api}/revisions`, {
    headers: headers(other),
    data: { definition: workshopWithNumbers('plane'), note: '产能改成数字' },
  });
  expect(stored.status()).toBe(201);
  // Not waited for: the page is to be opened while the job goes on.
  const begun = other.request.post(`${api}/revisions/2/publish`, { headers: headers(other), data: { note: '产能改成数字' } });
  const kindOfJob = async (): Promise<unknown> => (await (await page.request.get(`${api}/jobs`)).json()).jobs[0]?.kind;
  await expect.poll(kindOfJob, { intervals: [20] }).toBe('publish');

  await page.goto(`/t/plane/publish?draft=${mine}`);
  await expect(page.getByText(/刚发布了第 2 版，先合在一起再发布/)).toBeVisible({ timeout: 60_000 });
  await expect(page).toHaveURL(new RegExp(`draft=${mine}`));
  expect((await page.request.get(`${api}/drafts/${mine}`)).status()).toBe(200);
  expect((await begun).ok()).toBe(true);
  await other.context().close();
});

test('a trial that comes to nothing is told as that, and what goes on meanwhile is not called a publish', async ({ page }) => {
  await signIn(page, manager);
  await makeWorkshop(page, 'saw');
  const draft = await makeDraft(page, 'saw', workshopWithNumbers('saw'));
  const job = { id: 'slow', table: 'saw', kind: 'trial', done: 3, total: 12, report: null, problems: [] as unknown[] };
  let state = 'running';
  await page.route('**/revisions/2/trial', (route) =>
    route.fulfill({ status: 202, json: { number: 2, state: 'publishing', job: 'slow' } }),
  );
  await page.route('**/jobs/slow', (route) =>
    route.fulfill({
      json: { ...job, state, problems: state === 'failed' ? [{ path: '', code: 'x', words: '正在导入，先等它完成' }] : [] },
    }),
  );
  await page.goto(`/t/saw/publish?draft=${draft}`);
  await page.getByRole('combobox', { name: '成员' }).fill('林晓');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '开始试用' }).click();
  await expect(page.getByText('正在为试用小组准备第 2 版').first()).toBeVisible();
  await expect(page.getByText('正在发布第 2 版')).toHaveCount(0);
  await expectAccessible(page);
  state = 'failed';
  await expect(page.getByText('正在导入，先等它完成')).toBeVisible();
  await expect(page).toHaveURL(/revision=2/); // all that follows the job has been done
  await expect(page.getByText(/已给试用小组/)).toHaveCount(0);
});
