import { list, object, reference } from '#core/compile/open-api-parts.ts';
import type { JsonSchema } from '#core/field/contract.ts';

const text: JsonSchema = { type: 'string' };
const count: JsonSchema = { type: 'integer', minimum: 0 };
const textOrNull: JsonSchema = { type: ['string', 'null'] };

const sheetFacts = {
  sheet: count,
  headerRow: { type: ['integer', 'null'] },
  rows: count,
  blankRows: count,
  problems: list(reference('Problem')),
};
/** Files on their way in. */
export const transferSchemas: Readonly<Record<string, JsonSchema>> = {
  Upload: object(
    {
      upload: text,
      file: text,
      kind: text,
      encoding: textOrNull,
      sheets: list(
        object({ index: count, name: text, rows: count, columns: count, hidden: { type: 'boolean' }, hasHeader: { type: 'boolean' } }),
      ),
      sheet: { type: ['integer', 'null'], description: 'The one to begin with.' },
    },
    ['upload', 'file', 'sheets'],
  ),
  Match: object(
    {
      ...sheetFacts,
      columns: list(
        object(
          {
            index: count,
            title: text,
            field: textOrNull,
            reason: textOrNull,
            other: { type: 'boolean' },
            samples: list(text),
            rounded: count,
          },
          ['index', 'title', 'field'],
        ),
      ),
      key: { ...textOrNull, description: 'The field that finds rows to update.' },
      ids: { type: 'boolean', description: 'A column holds ids of our own records.' },
    },
    ['columns', 'key', 'ids'],
  ),
  Proposal: object({ ...sheetFacts, definition: { type: 'object' }, columns: list({ type: 'object' }) }, ['definition', 'columns']),
  ImportReport: object(
    {
      id: text,
      table: text,
      file: text,
      sheet: text,
      state: { type: 'string', enum: ['running', 'applying', 'done', 'cancelled', 'failed'] },
      dryRun: { type: 'boolean' },
      total: count,
      read: count,
      created: count,
      updated: count,
      unchanged: count,
      refused: count,
      blankRows: count,
      leftOut: { ...list(text), description: 'Titles of columns that were left out.' },
      people: list(text),
      startedAt: text,
      seconds: { type: 'number' },
      samples: {
        ...list(object({ number: count, name: text, title: text, field: textOrNull, cell: text, words: text })),
        description: 'The first refused cells; all of them stand in refused.xlsx.',
      },
      words: { ...text, description: 'Why it failed.' },
    },
    ['id', 'table', 'state', 'dryRun', 'total', 'created', 'updated', 'unchanged', 'refused', 'samples'],
  ),
};
