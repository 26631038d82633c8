import { optionSetPaths } from '#core/compile/open-api-option-sets.ts';
import { ownPaths } from '#core/compile/open-api-own.ts';
import {
  answer,
  body,
  bodyErrors,
  errors,
  header,
  list,
  object,
  parameter,
  reference,
  type Operation,
} from '#core/compile/open-api-parts.ts';
import { filePaths } from '#core/compile/open-api-transfer.ts';
import type { JsonSchema } from '#core/field/contract.ts';

const text: JsonSchema = { type: 'string' };
const operation = (facts: Operation): JsonSchema => ({ ...facts });
const health = object({ ok: { type: 'boolean' } }, ['ok']);
const tableLine = object({ key: text, title: text, revision: { type: 'integer' } }, ['key', 'title', 'revision']);
const leftOut = { ...list(reference('Problem')), description: 'What of a foreign schema stayed out, and why.' };

/** Addresses that do not depend on a table. */
export const fixedPaths: Readonly<Record<string, JsonSchema>> = {
  '/healthz': {
    get: operation({
      summary: 'Whether server and database answer',
      security: [],
      responses: { 200: answer('Both do', health), 503: answer('They do not', health) },
    }),
  },
  '/api/v1/tables': {
    get: operation({
      summary: 'The tables the caller can work in',
      responses: { 200: answer('Tables', object({ tables: list(tableLine) }, ['tables'])), ...errors(401) },
    }),
    post: operation({
      summary: 'Make a table of a definition or of any JSON Schema',
      parameters: [
        parameter('title', { type: 'string', maxLength: 60 }, 'Stands in for the title of the document.'),
        parameter('file', text, 'Name of the file it comes from: the title where nothing else gives one.'),
        parameter('dryRun', { type: 'string', enum: ['1'] }, 'Only answers what would become of it.'),
      ],
      requestBody: body({ type: 'object' }),
      responses: {
        200: answer(
          'What would become of it',
          object({ key: text, definition: { type: 'object' }, left_out: leftOut }, ['key', 'definition', 'left_out']),
        ),
        201: {
          ...answer('Its key, and what was left out', object({ key: text, left_out: leftOut }, ['key', 'left_out'])),
          headers: { Location: { schema: text } },
        },
        ...bodyErrors(403),
      },
    }),
  },
  ...filePaths,
  ...optionSetPaths,
  '/api/v1/events': {
    get: operation({
      summary: 'Changes of rows as server-sent events { table, id, version, kind }, never values',
      parameters: [header('Last-Event-ID', 'Resumes after this event, without gaps.', false)],
      responses: {
        200: { description: 'A stream', content: { 'text/event-stream': { schema: text } } },
        ...errors(401, 422),
      },
    }),
  },
  ...ownPaths,
  '/api/v1/openapi.json': {
    get: operation({ summary: 'This description', responses: { 200: answer('OpenAPI 3.1', { type: 'object' }), ...errors(401) } }),
  },
};
