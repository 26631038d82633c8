import type { JsonSchema } from '#core/field/contract.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { countPaths, selection } from '#core/compile/open-api-counts.ts';
import { draftPaths } from '#core/compile/open-api-drafts.ts';
import { fixedPaths } from '#core/compile/open-api-fixed.ts';
import {
  anyRefusal,
  body,
  bodyErrors,
  errors,
  header,
  json,
  list,
  object,
  parameter,
  reference,
  type Operation,
} from '#core/compile/open-api-parts.ts';
import { revisionPaths } from '#core/compile/open-api-revisions.ts';
import { reviewPaths } from '#core/compile/open-api-review.ts';
import { sharedSchemas } from '#core/compile/open-api-schemas.ts';
import { transferPaths } from '#core/compile/open-api-transfer.ts';
import { recordSchema } from '#core/compile/record-schema.ts';

/** A table in the description, with the operations its reader may use there. */
export interface DescribedTable {
  readonly table: CompiledTable;
  readonly create: boolean;
  readonly update: boolean;
  readonly delete: boolean;
  readonly structure: boolean;
  readonly export: boolean;
  readonly import: boolean;
}

/** The API as OpenAPI 3.1, with concrete paths and schemas for each table its reader sees. `origin`: where it is served. */
export const openApi = (tables: readonly DescribedTable[], origin: string): JsonSchema => ({
  openapi: '3.1.0',
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  info: { title: '表里 Biaoli', version: '1', description: 'Tables of one firm. Rights are those of the token’s or session’s person.' },
  servers: [{ url: origin }],
  security: [{ bearer: [] }, { session: [] }],
  paths: mapOperations(Object.assign({}, fixedPaths, ...tables.map(tablePaths))),
  components: {
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer' },
      session: { type: 'apiKey', in: 'cookie', name: 'biaoli_session', description: 'Writing requests also need our own Origin.' },
    },
    schemas: Object.assign({}, sharedSchemas, ...tables.map(({ table }) => tableSchemas(table))),
  },
});

/** Every operation may be refused in ways that have nothing to do with it. */
const mapOperations = (paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>): JsonSchema =>
  Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      Object.fromEntries(Object.entries(item).map(([name, part]) => [name, isOperation(part) ? withAnyRefusal(part) : part])),
    ]),
  );

const isOperation = (part: unknown): part is Operation => typeof part === 'object' && part !== null && 'responses' in part;
const withAnyRefusal = (operation: Operation): Operation => ({ ...operation, responses: { ...anyRefusal, ...operation.responses } });

const within = ({ $schema: _dialect, $id: _id, ...schema }: Record<string, unknown>): JsonSchema => schema;

const tableSchemas = (table: CompiledTable): Record<string, JsonSchema> => {
  const stored = within({ ...recordSchema(table, 'record') });
  const record = {
    id: { type: 'string' },
    version: { type: 'integer' },
    revision: { type: 'integer' },
    created: { type: 'string', format: 'date-time' },
    updated: { type: 'string', format: 'date-time' },
    values: stored,
  };
  return {
    [`${table.key}.new`]: within({ ...recordSchema(table, 'create') }),
    [`${table.key}.change`]: { ...stored, required: [], allOf: [], description: 'The fields to change; null unsets one.' },
    [`${table.key}.record`]: object({ ...record, warnings: list(reference('Problem')) }, Object.keys(record)),
    [`${table.key}.previewed`]: object({ ...record, createdBy: { type: 'string' } }, Object.keys(record)),
    [`${table.key}.page`]: {
      type: 'object',
      required: ['records', 'next'],
      properties: {
        records: { type: 'array', items: reference(`${table.key}.record`) },
        next: { type: ['string', 'null'] },
        unfinished: { type: 'boolean', description: 'A search ran out of time; `next` goes on, `count` is at least that many.' },
        count: { type: 'integer' },
      },
    },
  };
};

const etag = { headers: { ETag: { schema: { type: 'string' }, description: 'The version, for If-Match.' } } };
const page = [
  ...selection,
  parameter('sort', { type: 'string' }, 'Up to three field keys, comma-separated, - for descending.'),
  parameter('limit', { type: 'integer', minimum: 1, maximum: 500, default: 50 }, 'Rows of a page.'),
  parameter('after', { type: 'string' }, 'The cursor of the page before.'),
  parameter('count', { type: 'string', enum: ['1'] }, 'Counts all rows too.'),
  parameter('bin', { type: 'string', enum: ['1'] }, 'The rows in the bin instead.'),
];
const formOf = header('X-Biaoli-Revision', 'The revision whose form the values come from; they are carried over to the live one.', false);
const ifMatch = header('If-Match', 'The version that was seen, as its ETag, or *.');
const rowId = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

type Describe = (facts: Operation) => JsonSchema;

const tablePaths = (described: DescribedTable): Record<string, JsonSchema> => {
  const { table } = described;
  const at = `/api/v1/tables/${table.key}`;
  const tags = [table.definition.title];
  const operation: Describe = (facts) => ({ tags, ...facts });
  return {
    [at]: {
      get: operation({
        summary: 'The live definition',
        responses: { 200: { description: 'A definition', ...json({ type: 'object' }) }, ...errors(401, 404) },
      }),
    },
    [`${at}/schema.json`]: {
      get: operation({
        summary: 'JSON Schema of a new record, or of a stored one',
        parameters: [parameter('for', { type: 'string', enum: ['record'] }, 'Of stored rows.')],
        responses: {
          200: { description: 'JSON Schema 2020-12', content: { 'application/schema+json': { schema: { type: 'object' } } } },
          ...errors(401, 404),
        },
      }),
    },
    ...rowsPaths(at, described, operation),
    ...rowPaths(at, described, operation),
    ...countPaths(at, table, operation),
    ...transferPaths(at, described, operation),
    ...revisionPaths(at, described.structure, operation),
    ...(described.structure ? draftPaths(at, table, operation) : {}),
    ...reviewPaths(at, described.structure, operation),
  };
};

const recordOf = (table: CompiledTable): JsonSchema => json(reference(`${table.key}.record`));

const rowsPaths = (at: string, { table, create }: DescribedTable, operation: Describe): Record<string, JsonSchema> => {
  const pages = { 200: { description: 'One page', ...json(reference(`${table.key}.page`)) }, ...errors(401, 404, 422) };
  const post = operation({
    summary: 'Make a row',
    parameters: [header('Idempotency-Key', 'The same key and body answer the same row for 24 h.', false), formOf],
    requestBody: body(reference(`${table.key}.new`)),
    responses: { 201: { description: 'The record', ...recordOf(table), ...etag }, ...bodyErrors(403, 404) },
  });
  return {
    [`${at}/records`]: { get: operation({ summary: 'Rows', parameters: page, responses: pages }), ...(create ? { post } : {}) },
    [`${at}/records/query`]: {
      post: operation({
        summary: 'Rows, for long filters',
        requestBody: body(reference('Query')),
        responses: { ...pages, ...bodyErrors(404) },
      }),
    },
  };
};

const rowPaths = (at: string, described: DescribedTable, operation: Describe): Record<string, JsonSchema> => {
  const one = { 200: { description: 'The record', ...recordOf(described.table), ...etag } };
  const patch = operation({
    summary: 'Change fields of a row',
    parameters: [ifMatch, formOf],
    requestBody: body(reference(`${described.table.key}.change`)),
    responses: { ...one, ...bodyErrors(403, 404, 412, 428) },
  });
  const remove = (summary: string): JsonSchema =>
    operation({ summary, parameters: [ifMatch], responses: { ...one, ...errors(401, 403, 404, 412, 428) } });
  return {
    [`${at}/records/{id}`]: {
      parameters: [rowId],
      get: operation({ summary: 'One row', responses: { ...one, ...errors(401, 404) } }),
      ...(described.update ? { patch } : {}),
      ...(described.delete ? { delete: remove('Into the bin') } : {}),
    },
    ...(described.delete ? { [`${at}/records/{id}/restore`]: { parameters: [rowId], post: remove('Out of the bin') } } : {}),
  };
};
