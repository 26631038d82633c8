import { expect, it } from 'vitest';
import type { Condition } from '#core/condition/condition.ts';
import type { FieldSchema } from '#core/definition/definition.ts';
import { problem } from '#core/problem.ts';
import { sayProblems } from '#server/http/problem-response.ts';
import { everyField, testTable } from '#support/every-field.ts';

const fields = (when: Condition): Readonly<Record<string, FieldSchema>> => ({
  ...everyField,
  amount: { ...everyField.amount, 'x-lock': when },
  day: { ...everyField.day, 'x-require': when },
  tags: {
    ...everyField.tags,
    items: { oneOf: everyField.tags.items.oneOf.map((option) => (option.const === 'b' ? { ...option, 'x-when': when } : option)) },
  },
});
const problems = [
  problem('locked', '/amount', { conditional: true }),
  problem('required', '/day', { conditional: true }),
  problem('option-not-now', '/tags', { option: '技术型', id: 'b' }),
];
const said = async (when: Condition, language: 'zh-CN' | 'en') =>
  (await sayProblems(problems, language, testTable(fields(when)))).map(({ words }) => words);

it('every door names the condition that causes a problem', async () => {
  const when: Condition = {
    all: [
      { field: 'status', op: 'is', value: 'active' },
      { field: 'amount', op: 'filled' },
    ],
  };
  expect(await said(when, 'zh-CN')).toEqual([
    '金额：状态是合作中，且金额已填时锁定，不能改，请去掉这处修改',
    '日期：状态是合作中，且金额已填时必填，请填写',
    '标签：“技术型”在状态是合作中，且金额已填时才能选，请选别的选项',
  ]);
  for (const words of await said(when, 'en')) expect(words).toMatch(/状态.*合作中/);
});

it('people are not named where nobody looked them up', async () => {
  const words = await said({ field: 'member', op: 'is', value: 'p-li' }, 'zh-CN');
  expect(words).toEqual(['金额现在锁定，不能改，请去掉这处修改', '日期必填，请填写', '“技术型”现在还不能选，标签请选别的选项']);
  expect(await said({ field: 'member', op: 'me' }, 'zh-CN')).toContain('金额：跟进人是我时锁定，不能改，请去掉这处修改');
});
