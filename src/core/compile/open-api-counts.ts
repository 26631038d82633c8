import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { body, bodyErrors, errors, json, parameter, reference, type Operation } from '#core/compile/open-api-parts.ts';
import type { JsonSchema } from '#core/field/contract.ts';

const count: JsonSchema = { type: 'integer', minimum: 0 };

/** How a query says which rows it means. */
export const selection: readonly JsonSchema[] = [
  parameter('view', { type: 'string' }, 'Key of a view of the table.'),
  parameter('filter', { type: 'string', maxLength: 8192 }, 'A condition as JSON.'),
  parameter('q', { type: 'string' }, 'Search words.'),
];

/** Questions that are answered with numbers, on the rows of one's reach. */
export const countPaths = (
  at: string,
  { key }: Pick<CompiledTable, 'key'>,
  operation: (facts: Operation) => JsonSchema,
): Record<string, JsonSchema> => ({
  [`${at}/groups`]: {
    get: operation({
      summary: 'Counts by up to three fields',
      parameters: [
        { ...parameter('by', { type: 'string' }, 'Field keys, comma-separated.'), required: true },
        parameter('measure', { type: 'string', enum: ['count'] }, 'What is measured.'),
        ...selection,
      ],
      responses: { 200: { description: 'Groups', ...json(reference('Groups')) }, ...errors(401, 404, 422) },
    }),
  },
  [`${at}/count`]: {
    post: operation({
      summary: 'Rows that meet a condition today',
      requestBody: body({ type: 'object', properties: { filter: { type: 'object', description: 'A condition; without it all rows.' } } }),
      responses: {
        200: { description: 'The number', ...json({ type: 'object', required: ['count'], properties: { count } }) },
        ...bodyErrors(404),
      },
    }),
  },
  [`${at}/reminders/preview`]: {
    post: operation({
      summary: 'Rows that a reminder rule meets today, published or not',
      requestBody: body({
        type: 'object',
        required: ['reminder'],
        properties: { reminder: { type: 'object', description: 'A rule as a definition holds it; key and title may be left out.' } },
      }),
      responses: {
        200: {
          description: 'How many, how many more are late already, and the first of them',
          ...json({
            type: 'object',
            required: ['count', 'late', 'records'],
            properties: { count, late: count, records: { type: 'array', maxItems: 8, items: reference(`${key}.previewed`) } },
          }),
        },
        ...bodyErrors(404),
      },
    }),
  },
});
