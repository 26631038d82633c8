import { selection } from '#core/compile/open-api-counts.ts';
import {
  answer,
  body,
  bodyErrors,
  errors,
  file,
  list,
  object,
  parameter,
  reference,
  sheetType,
  type Operation,
} from '#core/compile/open-api-parts.ts';
import type { JsonSchema } from '#core/field/contract.ts';

type Describe = (facts: Operation) => JsonSchema;

const text: JsonSchema = { type: 'string' };
const count: JsonSchema = { type: 'integer', minimum: 0 };
const textOrNull: JsonSchema = { type: ['string', 'null'] };
const pathId = (name: string) => ({ parameters: [{ name, in: 'path', required: true, schema: text }] });
const operation: Describe = (facts) => ({ ...facts });
const switchOn = (name: string, description: string) => parameter(name, { type: 'string', enum: ['1'] }, description);

const columns = {
  ...list(object({ index: count, field: textOrNull }, ['index'])),
  description: 'Which field each column goes to; null leaves it out.',
};

const form = (properties: JsonSchema): JsonSchema => ({
  required: true,
  content: { 'multipart/form-data': { schema: object({ file: { type: 'string', format: 'binary' }, ...properties }, ['file']) } },
});
const sheetParameter = parameter('sheet', count, 'The sheet, from 0.');
const begun = answer('It goes on in the background: GET …/imports/{id}', object({ import: text, table: text }, ['import', 'table']));

/** Uploads, imports and tables of workbooks, as far as they do not stand under a table. */
export const filePaths: Readonly<Record<string, JsonSchema>> = {
  '/api/v1/tables/from-workbook': {
    post: operation({
      summary: 'A table and its rows from a workbook, as proposed',
      requestBody: form({ sheet: { type: 'string', description: 'Number from 1, or name.' } }),
      responses: {
        201: answer('The table and what came in', object({ table: text, report: reference('ImportReport') }, ['table', 'report'])),
        ...bodyErrors(403),
      },
    }),
  },
  '/api/v1/uploads': {
    post: operation({
      summary: 'Take in a workbook and tell its sheets; it is kept for a day',
      requestBody: form({}),
      responses: { 201: answer('The upload', reference('Upload')), ...bodyErrors(403) },
    }),
  },
  '/api/v1/uploads/{upload}/match': {
    ...pathId('upload'),
    get: operation({
      summary: 'Which field of a table each column means',
      parameters: [{ ...parameter('table', text, 'Key of the table.'), required: true }, sheetParameter],
      responses: { 200: answer('Columns', reference('Match')), ...errors(401, 404, 422) },
    }),
  },
  '/api/v1/uploads/{upload}/proposal': {
    ...pathId('upload'),
    get: operation({
      summary: 'The table a sheet could be',
      parameters: [sheetParameter, parameter('file', text, 'Name of the file.')],
      responses: { 200: answer('A definition, and why each column is what it is', reference('Proposal')), ...errors(401, 404, 422) },
    }),
  },
  '/api/v1/uploads/{upload}/import': {
    ...pathId('upload'),
    post: operation({
      summary: 'Begin an import into a table',
      requestBody: body(
        object({ table: text, sheet: count, file: text, columns, key: textOrNull, dryRun: { type: 'boolean' } }, ['table']),
      ),
      responses: { 202: begun, ...bodyErrors(403, 404) },
    }),
  },
  '/api/v1/uploads/{upload}/table': {
    ...pathId('upload'),
    post: operation({
      summary: 'Make a table of a definition and begin to fill it',
      requestBody: body(object({ sheet: count, file: text, definition: { type: 'object' }, columns }, ['definition', 'columns'])),
      responses: { 202: begun, ...bodyErrors(403, 404) },
    }),
  },
  '/api/v1/imports/{id}': {
    ...pathId('id'),
    get: operation({
      summary: 'How far an import is, or what it did; for who began it',
      responses: { 200: answer('The report', reference('ImportReport')), ...errors(401, 404) },
    }),
    delete: operation({ summary: 'End it; nothing of it stays', responses: { 204: { description: 'Done' }, ...errors(401, 404, 422) } }),
  },
  '/api/v1/imports/{id}/refused.xlsx': {
    ...pathId('id'),
    get: operation({
      summary: 'The refused rows with their reasons',
      responses: { 200: file('A workbook', sheetType), ...errors(401, 404) },
    }),
  },
};

/** Rows of a table as files, out and in. */
export const transferPaths = (
  at: string,
  { export: out, import: into }: { readonly export: boolean; readonly import: boolean },
  describe: Describe,
): Record<string, JsonSchema> => {
  const wanted = [
    ...selection,
    parameter('sort', text, 'Up to three field keys, comma-separated, - for descending.'),
    parameter('columns', text, 'Field keys, comma-separated; without them those of the view, or all.'),
    parameter('ids', text, 'Ids of rows, comma-separated.'),
  ];
  const exported = (type: string) =>
    describe({ summary: 'Rows as a file', parameters: wanted, responses: { 200: file('The file', type), ...errors(401, 403, 404, 422) } });
  const asked = {
    key: { type: 'string', description: 'The field that finds rows to update.' },
    sheet: text,
    dryRun: { type: 'string', enum: ['1'] },
  };
  const imported = describe({
    summary: 'Rows from a workbook, its columns as recognised; answers when it is done',
    parameters: [
      parameter('key', text, 'The field that finds rows to update.'),
      parameter('sheet', text, 'Number from 1, or name.'),
      switchOn('dryRun', 'Writes nothing.'),
    ],
    requestBody: form(asked),
    responses: { 200: answer('What came in', object({ report: reference('ImportReport') }, ['report'])), ...bodyErrors(403, 404) },
  });
  return {
    ...(out ? { [`${at}/export.csv`]: { get: exported('text/csv') }, [`${at}/export.xlsx`]: { get: exported(sheetType) } } : {}),
    ...(into ? { [`${at}/imports`]: { post: imported } } : {}),
  };
};
