import { expect, test } from 'vitest';
import { revision as words } from '#messages/zh-CN/revision.ts';
import { badgeOf } from '#ui/revision/publish-title.ts';

const facts = { stored: null, live: 1 };

test('a draft whose changes are not known yet is not said to have none', () => {
  expect(badgeOf({ facts, open: true, count: undefined }, words)).toBe('草稿');
  expect(badgeOf({ facts, open: true, count: 2 }, words)).toBe('草稿，2 处修改');
  expect(badgeOf({ facts, open: false, count: undefined }, words)).toBe('');
});
