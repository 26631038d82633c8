import type { Page } from '@playwright/test';
import { expect } from './app.ts';

type Json = Readonly<Record<string, unknown>>;

const properties = {
  name: { title: '设备名称', type: 'string', 'x-type': 'text' },
  size: { title: '产能', type: 'string', 'x-type': 'text' },
  kind: {
    title: '种类',
    type: 'string',
    'x-type': 'choice',
    oneOf: [
      { const: 'lathe', title: '车床', 'x-color': 'blue' },
      { const: 'mill', title: '铣床', 'x-color': 'green' },
    ],
  },
};

/** A small table that everybody reads and writes; `size` is text that people filled as they liked. */
export const workshop = (key: string, more: Json = {}): Json => ({
  biaoli: 1,
  key,
  title: '设备台账',
  record: { type: 'object', properties, required: ['name'] },
  layout: [{ key: 'basic', title: '基础信息', columns: 2, fields: ['name', 'size', 'kind'] }],
  views: [{ key: 'all', title: '全部', columns: ['name', 'size', 'kind'] }],
  reminders: [],
  access: { roles: { staff: { read: 'all', create: true, update: 'all' }, manager: { read: 'all', update: 'all' } }, ...more },
});

/** The same table with the capacity as a number and a new field. */
export const workshopWithNumbers = (key: string, more: Json = {}): Json => ({
  ...workshop(key, more),
  record: {
    type: 'object',
    properties: {
      ...properties,
      size: { title: '产能', type: 'number', 'x-type': 'number' },
      place: { title: '放在哪里', type: 'string', 'x-type': 'text' },
    },
    required: ['name'],
  },
  layout: [{ key: 'basic', title: '基础信息', columns: 2, fields: ['name', 'size', 'kind', 'place'] }],
});

const sizes = ['50', '120', '约五六十', '见铭牌', '1,200', '80'];

const send = async <T>(page: Page, path: string, data: unknown): Promise<T> => {
  const answer = await page.request.post(path, { headers: { origin: new URL(page.url()).origin }, data });
  expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  return answer.json();
};

/** Makes the table with six rows; answers their ids. */
export const makeWorkshop = async (page: Page, key: string, more: Json = {}): Promise<readonly string[]> => {
  await send(page, '/api/v1/tables', workshop(key, more));
  const ids: string[] = [];
  for (const [at, size] of sizes.entries()) {
    const row = await send<{ readonly id: string }>(page, `/api/v1/tables/${key}/records`, { name: `${at + 1} 号机`, size, kind: 'lathe' });
    ids.push(row.id);
  }
  return ids;
};

/** A draft of whoever is signed in, begun from the first revision; answers its id. */
export const makeDraft = async (page: Page, key: string, document: Json, base = 1): Promise<string> => {
  const draft = await send<{ readonly id: string }>(page, `/api/v1/tables/${key}/drafts`, { base, document });
  return draft.id;
};
