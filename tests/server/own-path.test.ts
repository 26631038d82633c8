import { describe, expect, it } from 'vitest';
import { ownPath } from '#server/http/own-path.ts';

describe('where a person may be sent after signing in', () => {
  it.each([
    ['/t/customer?q=%E4%BA%91#row', '/t/customer?q=%E4%BA%91#row'],
    ['/settings', '/settings'],
    ['', ''],
    ['settings', ''],
    ['//evil.example/', ''],
    ['/\\evil.example', ''],
    ['/\t/evil.example', ''],
    ['https://evil.example/', ''],
    ['javascript:alert(1)', ''],
    ['/..//evil.example', ''],
    ['/.//evil.example', ''],
  ])('%j becomes %j', (given, path) => {
    expect(ownPath(given)).toBe(path);
  });
});
