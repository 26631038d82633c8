import { describe, expect, test } from 'vitest';
import { pinyin } from 'pinyin-pro';
import type { Cell } from '#core/transfer/cell.ts';
import { addToProfile, startProfile } from '#core/transfer/profile-column.ts';
import { proposeField } from '#core/transfer/propose-field.ts';
import { proposeTable, type TableDraft } from '#core/transfer/propose-table.ts';

const spell = (text: string): readonly string[] => pinyin(text, { toneType: 'none', type: 'array' });
const words = { section: '基础信息', view: '全部' };

interface Given {
  readonly title: string;
  readonly cells: readonly Cell[];
  readonly required?: boolean;
  readonly group?: string;
}

const draft = (given: readonly Given[], taken: ReadonlySet<string> = new Set()): TableDraft => {
  const columns = given.map(({ title, cells, required = false, group }, index) => {
    const profile = startProfile();
    for (const cell of cells) addToProfile(profile, cell);
    return {
      header: { index, title, required, ...(group === undefined ? {} : { group }) },
      proposal: proposeField({ title, profile }, { pinyin: spell }),
    };
  });
  return proposeTable({ title: '客户', columns, taken, pinyin: spell, words });
};

describe('proposeTable', () => {
  test('fields in order, one section, one view, required only where the workbook says so, the first people as owner', () => {
    const { definition, keys } = draft([
      { title: '名称', cells: ['甲'], required: true },
      { title: 'Phone No', cells: ['13800138000'] },
      { title: '负责人', cells: ['张伟', '李娜'] },
    ]);
    expect(keys).toEqual(['ming_cheng', 'phone_no', 'fu_ze_ren']);
    expect(definition.record.required).toEqual(['ming_cheng']);
    expect(definition.layout).toEqual([{ key: 'basic', title: '基础信息', columns: 2, fields: keys }]);
    expect(definition.views).toEqual([{ key: 'all', title: '全部', columns: keys, frozen: 1 }]);
    expect(definition.access).toEqual({ owner: 'fu_ze_ren' });
    expect(definition.record.properties['phone_no']).toMatchObject({ 'x-type': 'phone', 'x-source': 'Phone No' });
  });

  test('captions over groups of columns become sections', () => {
    const { definition } = draft([
      { title: '名称', cells: [], group: '基本信息' },
      { title: '电话', cells: [], group: '联系信息' },
      { title: '行业', cells: [], group: '基本信息' },
    ]);
    expect(definition.layout.map(({ title, fields }) => [title, fields.length])).toEqual([
      ['基本信息', 2],
      ['联系信息', 1],
    ]);
  });

  test('a key that another table has is not taken', () => {
    expect(draft([{ title: '名称', cells: [] }], new Set(['ke_hu'])).definition.key).toBe('ke_hu_2');
  });
});
