import type { FieldType } from '#core/field/contract.ts';
import { readDay } from '#core/field/date-words.ts';
import { dateOperators, textFromColumn, textToColumn } from '#core/field/text-rules.ts';
import { ok, problem, refused } from '#core/problem.ts';

/** A day of the calendar without time or zone, `YYYY-MM-DD`. */
export const date: FieldType = {
  name: 'date',
  json: 'string',
  storage: 'text',
  ordering: 'column',
  keywords: ['format', 'default', 'x-default'],
  operators: dateOperators,
  searchable: false,
  schema: () => ({ format: 'date' }),
  clean: (value) => value,
  parse: (source) => {
    if (source.trim() === '') return ok(null);
    const day = readDay(source);
    return day === undefined ? refused(problem('date', '', { text: source })) : ok(day);
  },
  format: (value) => (typeof value === 'string' ? value : ''),
  toColumn: textToColumn,
  fromColumn: textFromColumn,
};
