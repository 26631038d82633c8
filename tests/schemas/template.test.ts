import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '#core/definition/check-definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';

const folder = new URL('../../schemas/templates/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string) => {
  const result = checkDefinition(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.value;
};

describe.each(names)('the template %s', (name) => {
  const definition = read(name);
  const fields = Object.entries(definition.record.properties);

  it('is sound and says everything in English too', () => {
    const parts = [definition, ...fields.map(([, field]) => field), ...definition.layout, ...definition.views, ...definition.reminders];
    for (const part of [...parts, ...fields.flatMap(([, field]) => optionsOf(field))])
      expect(part['x-en']?.title, part.title).toMatch(/^[\x20-\x7e“”]+$/);
    for (const [key, field] of fields) expect(field['x-en']?.description !== undefined, key).toBe(field.description !== undefined);
  });

  it('places every field once, in two columns', () => {
    expect(definition.layout.flatMap((section) => section.fields)).toEqual(fields.map(([key]) => key));
    expect(definition.layout.every((section) => section.columns === 2)).toBe(true);
  });

  it('marks rows without follow-up for 30 days red and belongs to its owner', () => {
    expect(definition.reminders).toMatchObject([{ key: 'stale-30', on: 'state', mark: 'red', who: ['owner'] }]);
    expect(definition.access.owner).toBe('owner');
  });
});

describe('客户信息总表', () => {
  const customer = read('customer.json');

  it('has exactly its fields in their order', () => {
    expect(Object.entries(customer.record.properties).map(([key, field]) => `${key} ${field['x-type']}`)).toEqual(
      (
        'customer_no serial · name text · contact text · phone phone · email email · industry choice · source choice · needs long-text · size choice · decision_maker text · ' +
        'last_follow_up date · owner member · summary long-text · next_step text · feedback long-text · type choice · status choice · first_cooperation date · ' +
        'last_cooperation date · product text · amount money · tags multi-choice'
      ).split(' · '),
    );
    expect(customer.record.required).toEqual(['name', 'phone', 'owner']);
    expect(Object.values(customer.record.properties).some((field) => field['x-unique'])).toBe(false);
  });

  it.each([
    ['source', 'expo 展会, referral 转介绍, online 线上推广, cold 陌生拜访, other 其他'],
    ['type', 'new 新客户, old 老客户, lead 潜在客户, lost 流失客户'],
    ['status', 'none 未合作, active 合作中, paused 暂停合作, ended 终止合作'],
  ])('offers the options of %s', (key, words) => {
    const options = optionsOf(customer.record.properties[key] ?? { title: '', type: 'string', 'x-type': 'choice' });
    expect(options.map((option) => `${option.const} ${option.title}`).join(', ')).toBe(words);
  });
});
