import { describe, expect, it } from 'vitest';
import { problem } from '#core/problem.ts';
import { fill } from '#messages/fill.ts';
import { chooseLanguage } from '#messages/language.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { wordProblem } from '#messages/word-problem.ts';

const placesOf = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

const base = await loadMessages('zh-CN');
const english = await loadMessages('en');

const topics = Object.entries(base).map(([topic, words]) => ({ topic, words: Object.entries<string>(words) }));

describe('the two languages', () => {
  it('have the same topics', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(base).sort());
  });

  it.each(topics)('$topic: the same keys and the same places', ({ topic, words }) => {
    const other = new Map(Object.entries<string>(Object.entries(english).find(([name]) => name === topic)?.[1] ?? {}));
    expect([...other.keys()].sort()).toEqual(words.map(([key]) => key).sort());
    for (const [key, text] of words) expect(placesOf(other.get(key) ?? ''), `${topic}.${key}`).toEqual(placesOf(text));
  });

  it.each(topics)('$topic: Chinese words without exclamation, apology or 您', ({ words }) => {
    for (const [key, text] of words) expect(text, key).not.toMatch(/[!！您]|抱歉|对不起|操作成功|输入有误|格式错误|系统异常/);
  });
});

describe('fill', () => {
  it('fills every place and joins lists', () => {
    expect(fill('{a} 和 {b}，{a}', { a: 1, b: ['甲', '乙'] })).toBe('1 和 甲、乙，1');
  });
  it('counts one as one, whatever stands around it', () => {
    const words = '{field}: {count} [row has|rows have] {text}, [it|they] differ[s|]';
    expect(fill(words, { field: 'A', count: 1, text: 'x' })).toBe('A: 1 row has x, it differs');
    expect(fill(words, { field: 'A', count: '1,001', text: 'x' })).toBe('A: 1,001 rows have x, they differ');
    expect(fill('{count} [day|days]', { count: 0 })).toBe('0 days');
  });
  it('leaves an unknown place visible and is not fooled by prototypes', () => {
    expect(fill('{missing} {toString}', {})).toBe('{missing} {toString}');
  });
});

describe('wordProblem', () => {
  it('names an unknown code', () => {
    expect(wordProblem(problem('never-heard-of'), base)).toContain('never-heard-of');
    expect(wordProblem(problem('constructor'), base)).toContain('constructor');
  });
});

describe('chooseLanguage', () => {
  it.each([
    ['en', 'zh-CN', 'en'],
    [undefined, 'en-GB,zh;q=0.5', 'en'],
    [undefined, 'fr,zh-TW', 'zh-CN'],
    ['xx', null, 'zh-CN'],
  ] as const)('cookie %s, browser %s: %s', (cookie, accept, language) => {
    expect(chooseLanguage(cookie, accept)).toBe(language);
  });
});
