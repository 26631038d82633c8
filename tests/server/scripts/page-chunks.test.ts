import { describe, expect, it } from 'vitest';
import { partOf } from '../../../scripts/page-chunks.mjs';

const page = (path: string): string => `/p/src/routes/${path}`;
const sign = page('(account)/sign-in/+page.svelte');
const [list, record, review] = [
  page('(app)/t/[table]/+page.svelte'),
  page('(app)/t/[table]/[id]/+page.svelte'),
  page('(app)/t/review/+page.svelte'),
];
const client = '/p/node_modules/@sveltejs/kit/src/runtime/client/client.js';

/** Who imports whom; what is not named is imported by nobody. */
const importers: Readonly<Record<string, readonly string[]>> = {
  'svelte.js': [client, list],
  'button.svelte': [sign, 'grid.svelte'],
  'grid.svelte': [list],
  'condition.ts': ['grid.svelte', review],
  'input.svelte': ['form.svelte', 'circle.ts'],
  'circle.ts': ['input.svelte', review],
  'form.svelte': [record],
  'chart.svelte': [review],
  '/p/src/messages/en/list.ts': [client, list],
};
const context = {
  getModuleInfo: (id: string) => ({ importers: [...(importers[id] ?? [])], isEntry: id === client }),
};
const part = (id: string) => partOf(id, context);

describe('the files of the browser', () => {
  it('what several pages share goes by the first part that needs it', () => {
    expect([part('svelte.js'), part('button.svelte'), part('condition.ts'), part('input.svelte')]).toEqual([
      'base',
      'shell',
      'table',
      'form',
    ]);
  });

  it('what one page needs, or none at its start, is left to the bundler; so are entries and languages', () => {
    expect([part('grid.svelte'), part('chart.svelte'), part('dialog.svelte'), part(client), part('/p/src/messages/en/list.ts')]).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });
});
