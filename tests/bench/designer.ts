import { chromium, type Browser, type Page } from 'playwright';
import { findBrowser } from '../../scripts/find-browser.mjs';
import type { FieldSchema } from '#core/definition/definition.ts';
import { fieldTypes } from '#core/field/registry.ts';
import { paletteTypes } from '#ui/designer/palette-groups.ts';
import { startSession } from '#usecases/person/session.ts';
import type { Client } from './ask.ts';
import { plain, sampleOf, type Figure } from './measure.ts';
import type { ServedApp } from './served-app.ts';

const kinds = paletteTypes('common');
const options = Array.from({ length: 8 }, (_, at) => ({ const: `o${at}`, title: `选项 ${at}` }));

const field = (at: number): FieldSchema => {
  const kind = kinds[at % kinds.length] ?? 'text';
  return {
    title: `字段 ${at}`,
    type: fieldTypes[kind].json,
    'x-type': kind,
    ...(kind === 'date' ? { format: 'date' } : {}),
    ...(kind === 'choice' ? { oneOf: options } : {}),
    ...(kind === 'multi-choice' ? { uniqueItems: true, items: { oneOf: options } } : {}),
    ...(at > 10 && at % 7 === 3 ? { 'x-show': { field: 'f2', op: 'is', value: 'o1' } } : {}),
  };
};

/** A table of so many fields of every kind, some with conditions, in sections of twenty. */
const makeTable = async (client: Client, count: number): Promise<string> => {
  const key = `designed_${count}`;
  const properties = Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, field(at)]));
  const keys = Object.keys(properties);
  const layout = Array.from({ length: Math.ceil(count / 20) }, (_, at) => ({
    key: `s${at}`,
    title: `分区 ${at}`,
    columns: 2,
    fields: keys.slice(at * 20, at * 20 + 20),
  }));
  const known = await client.ask('/api/v1/tables').then(({ text }) => text.includes(`"${key}"`));
  const body = JSON.stringify({
    biaoli: 1,
    key,
    title: key,
    record: { type: 'object', properties },
    layout,
    views: [],
    reminders: [],
    access: {},
  });
  if (!known) await client.ask('/api/v1/tables', { method: 'POST', body });
  return key;
};

/** Milliseconds from the navigation until a press on a field has opened its properties. */
const timeOpening = async (page: Page, url: string): Promise<number> => {
  const began = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  const seat = page.locator('[data-cover="f0"]');
  await seat.waitFor();
  while ((await page.locator('#p-name').count()) === 0) await seat.click();
  return performance.now() - began;
};

/** Types one letter into the name and waits in the page until the preview shows it, layout included. */
const letter = `(async () => {
  const input = document.querySelector('#p-name');
  const label = document.querySelector('[data-seat="f0"] label');
  const wanted = input.value + 'x';
  const began = performance.now();
  input.value = wanted;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  while (label.textContent !== wanted) await new Promise((done) => setTimeout(done));
  document.body.getBoundingClientRect();
  return performance.now() - began;
})()`;

const timeLetters = async (page: Page): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let round = 0; round < 20; round += 1) times.push(Number(await page.evaluate(letter)));
  return times;
};

const measureTable = async (
  browser: Browser,
  url: string,
  { token, count }: { token: string; count: number },
): Promise<readonly Figure[]> => {
  const openings: number[] = [];
  const letters: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 900 } });
    await context.addCookies([{ name: 'biaoli_session', value: token, url }]);
    const page = await context.newPage();
    openings.push(await timeOpening(page, url));
    letters.push(...(await timeLetters(page)));
    await context.close();
  }
  return [
    plain(`designer of ${count} fields: interactive, cold browser`, sampleOf(openings).p50, {
      unit: 'ms',
      most: count > 100 ? 2_000 : 1_000,
    }),
    plain(`designer of ${count} fields: a letter shows in the preview`, sampleOf(letters).p95, { unit: 'ms', most: 50 }),
  ];
};

/** Opening the designer and typing in it, at 100 and at 300 fields. */
export const measureDesigner = async (app: ServedApp, client: Client): Promise<readonly Figure[]> => {
  const executablePath = await findBrowser();
  const admin = app.world.directory.person('all');
  if (executablePath === undefined || !admin) return [];
  const { token } = await startSession(app.world, admin, { agent: 'bench', address: '127.0.0.1' });
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'];
  const browser = await chromium.launch({ executablePath, args });
  const figures: Figure[] = [];
  try {
    for (const count of [100, 300]) {
      const key = await makeTable(client, count);
      figures.push(...(await measureTable(browser, `${app.url}/t/${key}/design`, { token, count })));
    }
  } finally {
    await browser.close();
  }
  return figures;
};
