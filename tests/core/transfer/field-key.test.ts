import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pinyin } from 'pinyin-pro';
import { fieldKey, fieldKeys, systemWords } from '#core/transfer/field-key.ts';

const spell = (text: string): readonly string[] => pinyin(text, { toneType: 'none', type: 'array' });

describe('fieldKey', () => {
  test.each([
    ['客户名称', 'ke_hu_ming_cheng'],
    ['First Name', 'first_name'],
    ['BILLINGSTREET', 'billingstreet'],
    ['createdAt', 'created_at_2'],
    ['ID', 'id_2'],
    ['owner', 'owner_2'],
    ['2024年', 'n2024_nian'],
    ['联系人（姓名）', 'lian_xi_ren_xing_ming'],
    ['Prénom', 'prenom'],
    ['@%#', 'field'],
    ['', 'field'],
  ])('%s → %s', (title, key) => {
    expect(fieldKey(title, spell)).toBe(key);
  });

  test('every title gets a sound key, and none twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 120 }), fc.constantFrom('电话', 'id', 'Phone', '客户名称'.repeat(30))), {
          maxLength: 40,
        }),
        (titles) => {
          const keys = fieldKeys(titles, spell);
          expect(new Set(keys).size).toBe(titles.length);
          for (const key of keys) {
            expect(key).toMatch(/^[a-z][a-z0-9_]{0,59}$/);
            expect(systemWords.has(key)).toBe(false);
          }
        },
      ),
    );
  });
});
