import { localTime, momentOf } from '#core/field/calendar.ts';
import type { FieldType } from '#core/field/contract.ts';
import { readLocalTime } from '#core/field/date-words.ts';
import { dateOperators, textFromColumn, textToColumn } from '#core/field/text-rules.ts';
import { ok, problem, refused } from '#core/problem.ts';

const shape = '^\\d{4}-\\d{2}-\\d{2}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,3})?Z$';

/** A moment: UTC with `Z` at the doors, shown in BIAOLI_TZ. Stored with three decimals so that text order is time order. */
export const datetime: FieldType = {
  name: 'datetime',
  json: 'string',
  storage: 'text',
  ordering: 'column',
  keywords: ['format', 'x-default'],
  operators: dateOperators,
  searchable: false,
  schema: () => ({
    allOf: [
      { format: 'date-time', 'x-problem': 'datetime' },
      { pattern: shape, 'x-problem': 'datetime' },
    ],
  }),
  clean: (value) => (typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : value),
  parse: (source, _field, lookup) => {
    if (source.trim() === '') return ok(null);
    if (/Z$/.test(source.trim()) && !Number.isNaN(Date.parse(source))) return ok(new Date(source).toISOString());
    const local = readLocalTime(source);
    if (local === undefined) return refused(problem('datetime', '', { text: source }));
    return ok(new Date(momentOf(local, lookup.zone)).toISOString());
  },
  format: (value, _field, lookup) =>
    typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? localTime(Date.parse(value), lookup.zone).replace('T', ' ') : '',
  toColumn: textToColumn,
  fromColumn: textFromColumn,
};
