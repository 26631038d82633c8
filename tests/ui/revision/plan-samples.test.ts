import { describe, expect, it } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledField } from '#core/compile/compiled-table.ts';
import type { FieldSchema, Value } from '#core/definition/definition.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { messages } from '#messages/zh-CN/messages.ts';
import { testLookup } from '#support/lookup.ts';
import { otherValues, takenValue } from '#ui/revision/differing-values.ts';
import { sampleRows, toCsv } from '#ui/revision/sample-rows.ts';
import { proposeAll, waysFor } from '#ui/revision/mapping-ways.ts';
import { linesOf } from '#ui/revision/plan-lines.ts';
import type { PlannedField } from '#ui/revision/revision-facts.ts';

const fieldOf = (schema: FieldSchema): CompiledField => {
  const table = compileTable(
    {
      biaoli: 1,
      key: 'machine',
      title: '设备台账',
      record: { type: 'object', properties: { size: schema } },
      layout: [],
      views: [],
      reminders: [],
      access: {},
    },
    1,
  );
  const field = table.field('size');
  if (!field) throw new Error('no field');
  return field;
};
const number: FieldSchema = { title: '产能', type: 'number', 'x-type': 'number' };
const choice: FieldSchema = {
  title: '规模',
  type: 'string',
  'x-type': 'choice',
  oneOf: [
    { const: 's', title: '50 人以下' },
    { const: 'm', title: '50–99 人' },
    { const: 'l', title: '100 人以上', deprecated: true },
  ],
};

const planned: PlannedField = {
  key: 'size',
  title: '产能',
  change: { from: 'text', to: 'number' },
  clean: 3,
  lossy: 1,
  failing: 4,
  samples: [
    { id: 'a', title: '1 号', number: 'C1', before: '约 50', after: '50', kind: 'lossy', codes: [] },
    { id: 'b', title: '2 号', number: 'C2', before: '=见铭牌', after: '', kind: 'failing', codes: [] },
  ],
  unread: [
    { text: '=见铭牌', count: 1 },
    { text: '待定', count: 3 },
  ],
};

describe('the list of a dry run', () => {
  it('shows failing rows, then failing texts that no sample shows, then lossy rows', () => {
    expect(linesOf(planned, 'all').map(({ before, kind, count }) => [before, kind, count])).toEqual([
      ['=见铭牌', 'failing', 1],
      ['待定', 'failing', 3],
      ['约 50', 'lossy', 1],
    ]);
    expect(linesOf(planned, 'lossy').map(({ before }) => before)).toEqual(['约 50']);
    expect(linesOf(planned, 'failing').map(({ before }) => before)).toEqual(['=见铭牌', '待定']);
  });

  it('goes into a file in which nothing is taken for a formula', () => {
    const rows = sampleRows({ fields: [planned] }, messages);
    expect(rows[1]).toEqual(['产能', 'C2', '2 号', '=见铭牌', '', '不合格']);
    expect(toCsv([['=1+1', 'a"b', 'c,d']])).toBe('\uFEFF\'=1+1,"a""b","c,d"\r\n');
  });
});

describe('ways to settle many texts', () => {
  it('take the number inside, or trim what stands around', () => {
    const seat = { field: fieldOf(number), lookup: testLookup };
    expect(proposeAll('number', ['约 1,200 件', '见铭牌'], seat)).toEqual({ '约 1,200 件': '1,200' });
    expect(proposeAll('trim', ['（80）', '80', '见铭牌'], seat)).toEqual({ '（80）': '80' });
  });

  it('match texts to the one open option that is near, never to a retired one or one of several', () => {
    const seat = { field: fieldOf(choice), lookup: testLookup };
    expect(proposeAll('options', ['50人以下', '50', '100人以上'], seat)).toEqual({ '50人以下': 's' });
    expect(waysFor(choice)).toContain('options');
    expect(waysFor(number)).not.toContain('options');
  });
});

describe('two values of one field', () => {
  const field = fieldOf(number);
  const record = (differs: readonly string[], kept: Readonly<Record<string, Value>>): StoredRecord => ({
    id: 'a',
    version: 1,
    revision: 2,
    created: '',
    createdBy: '',
    updated: '',
    updatedBy: '',
    deleted: '',
    owner: '',
    values: { size: null },
    differs,
    kept,
  });
  const kept = [
    { field: 'size', line: 1, shown: 2, schema: { title: '产能', type: 'string', 'x-type': 'text' } as const, until: '2027-02-20' },
  ];

  it('are both shown when either line did not follow, and only then', () => {
    expect(otherValues(field, record(['size/2'], { 'size/1': '约五六十' }), kept)[0]?.value).toBe('约五六十');
    expect(otherValues(field, record(['size/1'], { 'size/1': '80' }), kept)[0]?.value).toBe('80');
    expect(otherValues(field, record([], { 'size/1': '80' }), kept)).toEqual([]);
    expect(otherValues(field, record(['name/1'], { 'size/1': '80' }), kept)).toEqual([]);
    expect(otherValues(field, undefined, kept)).toEqual([]);
  });

  it('the other can be taken over where the field can read it', () => {
    const [readable] = otherValues(field, record(['size/1'], { 'size/1': '1,200' }), kept);
    const [strange] = otherValues(field, record(['size/1'], { 'size/1': '约五六十' }), kept);
    expect(readable && takenValue(readable, field, testLookup)).toBe(1200);
    expect(strange && takenValue(strange, field, testLookup)).toBeUndefined();
  });
});
