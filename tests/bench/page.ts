import { chromium, type Browser, type Page } from 'playwright';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { startSession } from '#usecases/person/session.ts';
import { plain, sampleOf, type Figure } from './measure.ts';
import type { ServedApp } from './served-app.ts';

interface Cold {
  readonly scriptKiB: number;
  /** Milliseconds from the navigation until the page listens and the main thread is free. */
  readonly interactive: number;
  readonly shift: number;
}

/**
 * Runs before the page's own scripts: how much the layout shifts, when the main thread was last held for long, and when the list,
 * having taken over the page, begins to listen for changes.
 */
const observer = `
  window.seen = { shift: 0, busyUntil: 0, listens: 0 };
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.seen.shift += entry.value)))
    .observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.seen.busyUntil = entry.startTime + entry.duration)))
    .observe({ type: 'longtask', buffered: true });
  window.EventSource = class extends EventSource {
    constructor(...given) { super(...given); window.seen.listens ||= performance.now(); }
  };
`;

interface Seen {
  readonly shift: number;
  readonly busyUntil: number;
  readonly listens: number;
}

const readSeen = async (page: Page): Promise<Seen> => JSON.parse(await page.evaluate('JSON.stringify(window.seen)'));

/** One visit with nothing cached. */
const visit = async (browser: Browser, url: string, token: string): Promise<Cold> => {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 900 } });
  await context.addCookies([{ name: 'biaoli_session', value: token, url }]);
  const page = await context.newPage();
  await page.addInitScript({ content: observer });
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (!new URL(request.url()).pathname.endsWith('.js')) return; // what is preloaded is no script to the browser's tools
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.waitForTimeout(1_000); // a new window draws its own frame meanwhile
  await page.goto(`${url}/t/customer`);
  while ((await readSeen(page)).listens === 0) await page.waitForTimeout(20); // a predicate of Playwright's would need eval, which the policy forbids
  await page.waitForTimeout(1_000); // what shifts later counts too
  const { shift, busyUntil, listens } = await readSeen(page);
  const scriptKiB = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024;
  await context.close();
  return { scriptKiB, interactive: Math.max(listens, busyUntil), shift };
};

/** The first list page in a browser that knows nothing of us yet; the middle of five visits. */
export const measurePage = async (app: ServedApp): Promise<readonly Figure[]> => {
  const executablePath = await findBrowser();
  if (executablePath === undefined) return [];
  const admin = app.world.directory.person('all');
  if (!admin) throw new Error('nobody to visit as');
  const { token } = await startSession(app.world, admin, { agent: 'bench', address: '127.0.0.1' });
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'];
  const visits: Cold[] = [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    for (let round = 0; round < 5; round += 1) visits.push(await visit(browser, app.url, token));
  } finally {
    await browser.close();
  }
  return [
    plain('first list page: compressed scripts', Math.max(...visits.map(({ scriptKiB }) => scriptKiB)), { unit: 'KiB', most: 120 }),
    plain('first list page: interactive, cold browser', sampleOf(visits.map(({ interactive }) => interactive)).p50, {
      unit: 'ms',
      most: 500,
    }),
    plain('first list page: layout shift', Math.max(...visits.map(({ shift }) => shift)), { unit: '', most: 0 }),
  ];
};
