import { describe, expect, test } from 'vitest';
import type { FieldSchema } from '#core/definition/definition.ts';
import { judgePasted, pastedLines } from '#ui/designer/option/pasted-options.ts';

const source: FieldSchema = {
  title: '来源',
  type: 'string',
  'x-type': 'choice',
  oneOf: [
    { const: 'expo', title: '展会' },
    { const: 'cold', title: '陌生拜访', deprecated: true },
  ],
};

describe('pasted options', () => {
  test('lines of every system and cells of a sheet; blanks and empty lines are cut off', () => {
    expect(pastedLines('甲\r\n 乙 \n\n\t丙\r丁')).toEqual(['甲', '乙', '丙', '丁']);
  });
  test('what is there already, twice or too long is skipped and named', () => {
    const long = '长'.repeat(201);
    const judged = judgePasted(`展会\n短视频\n短视频\n陌生拜访\n${long}\nＡＢＣ\nabc`, source);
    expect(judged).toEqual({
      fresh: ['短视频', 'ＡＢＣ'],
      doubles: ['短视频', 'abc'],
      known: ['展会'],
      retired: ['陌生拜访'],
      long: [long],
    });
  });
  test('an English word of an option is there already too', () => {
    const schema = { ...source, oneOf: [{ const: 'expo', title: '展会', 'x-en': { title: 'Expo' } }] };
    expect(judgePasted('EXPO\n网站', schema)).toMatchObject({ fresh: ['网站'], known: ['EXPO'] });
  });
});
