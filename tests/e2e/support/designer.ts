import type { Page } from '@playwright/test';
import { expect } from './app.ts';
import { properties, seat } from './journey.ts';

/** A table of one text field and one choice, published; answers its key. */
export const makeTable = async (page: Page, key: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
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

/** The designer of a table, with the field 名称 open. */
export const openDesigner = async (page: Page, key: string): Promise<void> => {
  await page.goto(`/t/${key}/design`);
  await expect(seat(page, '名称')).toBeVisible();
  await expect(async () => {
    await seat(page, '名称').click();
    await expect(name(page)).toHaveValue('名称', { timeout: 1000 });
  }).toPass();
};

export const name = (page: Page) => properties(page).getByLabel('名称', { exact: true });
/** A type of the palette. */
export const type = (page: Page, title: string) =>
  page.getByRole('complementary', { name: '字段类型' }).getByRole('button', { name: title, exact: true });
export const saved = (page: Page) => expect(page.getByText(/^已保存 \d\d:\d\d$/)).toBeVisible();
/** The document as the server keeps it for the newest draft of whoever is signed in. */
export const draftOf = async (page: Page, key: string) => {
  const { drafts } = await (await page.request.get(`/api/v1/tables/${key}/drafts`)).json();
  return (await page.request.get(`/api/v1/tables/${key}/drafts/${drafts[0].id}`)).json();
};
