import { body, errors, header, json, parameter, type Operation } from '#core/compile/open-api-parts.ts';
import type { JsonSchema } from '#core/field/contract.ts';

const said = (description: string, schema: JsonSchema = { type: 'object' }): JsonSchema => ({ description, ...json(schema) });
const nothing = { 204: { description: 'Done' } };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const operation = (facts: Operation): JsonSchema => ({ ...facts });

const optionSet: JsonSchema = {
  type: 'object',
  required: ['title', 'options'],
  properties: {
    key: { type: 'string' },
    title: { type: 'string' },
    description: { type: 'string' },
    'x-en': { type: 'object' },
    options: { type: 'array', minItems: 1, maxItems: 2000, items: { anyOf: [{ type: 'string' }, { type: 'object' }] } },
  },
};

/** Addresses that do not depend on a table. */
export const fixedPaths: Readonly<Record<string, JsonSchema>> = {
  '/healthz': {
    get: operation({
      summary: 'Whether server and database answer',
      security: [],
      responses: { 200: said('Both do'), 503: said('They do not') },
    }),
  },
  '/api/v1/tables': {
    get: operation({ summary: 'The tables the caller can work in', responses: { 200: said('Tables'), ...errors(401) } }),
    post: operation({
      summary: 'Make a table of a definition',
      parameters: [parameter('title', { type: 'string', maxLength: 60 }, 'Stands in for the title of the document.')],
      requestBody: body({ type: 'object' }),
      responses: {
        201: said('Its key, and what was left out', {
          type: 'object',
          properties: { key: { type: 'string' }, left_out: { type: 'array', items: { $ref: '#/components/schemas/Problem' } } },
        }),
        ...errors(400, 401, 403, 422),
      },
    }),
  },
  '/api/v1/option-sets': {
    get: operation({
      summary: 'Shared option sets, shipped ones too, with where they are used',
      responses: { 200: said('Sets'), ...errors(401, 403) },
    }),
    post: operation({
      summary: 'Make a set; options may be titles alone',
      requestBody: body(optionSet),
      responses: { 201: said('The set'), ...errors(400, 401, 403, 422) },
    }),
  },
  '/api/v1/option-sets/{key}': {
    parameters: [{ name: 'key', in: 'path', required: true, schema: { type: 'string' } }],
    get: operation({ summary: 'One set', responses: { 200: said('The set'), ...errors(401, 403, 404) } }),
    put: operation({
      summary: 'Replace a set of the firm; fields keep their copies until it is applied again',
      parameters: [header('If-Match', 'The ETag seen; without it the set is taken as it stands.', false)],
      requestBody: body(optionSet),
      responses: { 200: said('The set'), ...errors(400, 401, 403, 404, 422) },
    }),
    delete: operation({ summary: 'Remove a set that no field uses', responses: { ...nothing, ...errors(401, 403, 404, 422) } }),
  },
  '/api/v1/events': {
    get: operation({
      summary: 'Changes of rows as server-sent events { table, id, version, kind }, never values',
      parameters: [header('Last-Event-ID', 'Resumes after this event, without gaps.', false)],
      responses: {
        200: { description: 'A stream', content: { 'text/event-stream': { schema: { type: 'string' } } } },
        ...errors(401, 422),
      },
    }),
  },
  '/api/v1/tokens': {
    get: operation({ summary: 'One’s own tokens, without their secrets', responses: { 200: said('Tokens'), ...errors(401) } }),
    post: operation({
      summary: 'Make a token; only with a session',
      requestBody: body({
        type: 'object',
        required: ['title'],
        additionalProperties: false,
        properties: { title: { type: 'string', maxLength: 60 }, days: { type: 'integer', minimum: 1, maximum: 3650, default: 365 } },
      }),
      responses: { 201: said('The token, said this once'), ...errors(400, 401, 403, 422) },
    }),
  },
  '/api/v1/tokens/{id}': {
    parameters: [id],
    delete: operation({ summary: 'Revoke a token', responses: { ...nothing, ...errors(401, 404) } }),
  },
  '/api/v1/sessions': {
    get: operation({ summary: 'One’s own sessions', responses: { 200: said('Sessions'), ...errors(401) } }),
    delete: operation({
      summary: 'End all of one’s sessions',
      parameters: [parameter('except', { type: 'string', enum: ['current'] }, 'Keeps the one in use.')],
      responses: { ...nothing, ...errors(401) },
    }),
  },
  '/api/v1/sessions/{id}': {
    parameters: [id],
    delete: operation({ summary: 'End a session', responses: { ...nothing, ...errors(401, 404) } }),
  },
  '/api/v1/openapi.json': { get: operation({ summary: 'This description', responses: { 200: said('OpenAPI 3.1') } }) },
};
