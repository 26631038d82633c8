import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { iconNames } from '#ui/kit/icon-name.ts';

it('the sprite and the list of names are the same', () => {
  const sprite = readFileSync(new URL('../../src/lib/ui/kit/icons.svg', import.meta.url), 'utf8');
  expect([...sprite.matchAll(/<symbol id="([^"]+)"/g)].map(([, id]) => id)).toEqual([...iconNames]);
});
