import type { FieldType } from '#core/field/contract.ts';
import { ok, problem, refused } from '#core/problem.ts';

const yes = new Set(['是', '有', '对', 'true', 'yes', 'y', '1', '√', '✓', '✔']);
const no = new Set(['否', '无', '不', '没有', 'false', 'no', 'n', '0', '×', '✗', 'x']);

/** 是 or 否, or unset: nobody answered. */
export const yesNo: FieldType = {
  name: 'yes-no',
  json: 'boolean',
  storage: 'json',
  ordering: 'column',
  keywords: ['default'],
  operators: ['is', 'empty', 'filled'],
  searchable: false,
  schema: () => ({}),
  clean: (value) => value,
  parse: (source) => {
    const word = source.normalize('NFKC').trim().toLowerCase();
    if (word === '') return ok(null);
    if (yes.has(word)) return ok(true);
    return no.has(word) ? ok(false) : refused(problem('yes-no', '', { text: source }));
  },
  format: (value, _field, lookup) => {
    if (typeof value !== 'boolean') return '';
    if (lookup.language === 'en') return value ? 'Yes' : 'No';
    return value ? '是' : '否';
  },
  toColumn: (value) => (typeof value === 'boolean' ? Number(value) : null),
  fromColumn: (stored) => (stored === 1 || stored === true ? true : stored === 0 || stored === false ? false : null),
};
