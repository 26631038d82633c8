import { answer, body, bodyErrors, errors, header, list, object, reference, type Operation } from '#core/compile/open-api-parts.ts';
import type { JsonSchema } from '#core/field/contract.ts';

const text: JsonSchema = { type: 'string' };
const etag = { headers: { ETag: { schema: text, description: 'For If-Match.' } } };
const operation = (facts: Operation): JsonSchema => ({ ...facts });

const given = object(
  {
    key: text,
    title: text,
    description: text,
    'x-en': { type: 'object' },
    options: { type: 'array', minItems: 1, maxItems: 2000, items: { anyOf: [text, { type: 'object' }] } },
  },
  ['title', 'options'],
);

/** Options that several fields share. */
export const optionSetSchemas: Readonly<Record<string, JsonSchema>> = {
  OptionSet: object(
    {
      key: text,
      title: text,
      description: text,
      'x-en': { type: 'object' },
      options: list({ type: 'object' }),
      shipped: { type: 'boolean' },
      updated: text,
      uses: { ...list(text), description: 'Where it is used, in words.' },
      used: list(object({ table: text, field: text, behind: { type: 'boolean' } }, ['table', 'field', 'behind'])),
    },
    ['key', 'title', 'options', 'shipped', 'updated', 'uses', 'used'],
  ),
};

const set = { ...answer('The set', reference('OptionSet')), ...etag };

export const optionSetPaths: Readonly<Record<string, JsonSchema>> = {
  '/api/v1/option-sets': {
    get: operation({
      summary: 'Shared option sets, shipped ones too, with where they are used',
      responses: { 200: answer('Sets', object({ sets: list(reference('OptionSet')) }, ['sets'])), ...errors(401, 403) },
    }),
    post: operation({
      summary: 'Make a set; options may be titles alone',
      requestBody: body(given),
      responses: { 201: set, ...bodyErrors(403) },
    }),
  },
  '/api/v1/option-sets/{key}': {
    parameters: [{ name: 'key', in: 'path', required: true, schema: text }],
    get: operation({ summary: 'One set', responses: { 200: set, ...errors(401, 403, 404) } }),
    put: operation({
      summary: 'Replace a set of the firm; fields keep their copies until it is applied again',
      parameters: [header('If-Match', 'The ETag seen; without it the set is taken as it stands.', false)],
      requestBody: body(given),
      responses: { 200: set, ...bodyErrors(403, 404) },
    }),
    delete: operation({
      summary: 'Remove a set that no field uses',
      responses: { 204: { description: 'Done' }, ...errors(401, 403, 404, 422) },
    }),
  },
};
