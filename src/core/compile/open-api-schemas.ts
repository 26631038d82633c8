import { reference } from '#core/compile/open-api-parts.ts';
import type { JsonSchema } from '#core/field/contract.ts';
import { revisionSchemas } from '#core/compile/open-api-revision-schemas.ts';

const text = { type: 'string' };
const whole = { type: 'integer' };

/** What the answers of all tables share. */
export const sharedSchemas: Readonly<Record<string, JsonSchema>> = {
  Problem: {
    type: 'object',
    required: ['path', 'code', 'words'],
    properties: { path: { ...text, description: 'JSON Pointer into what was sent.' }, code: text, words: text },
  },
  Problems: {
    type: 'object',
    description: 'RFC 9457 problem details.',
    required: ['type', 'title', 'status', 'problems'],
    properties: { type: text, title: text, status: whole, problems: { type: 'array', items: reference('Problem') } },
  },
  Groups: {
    type: 'object',
    properties: {
      groups: {
        type: 'array',
        items: { type: 'object', properties: { key: { type: 'array' }, value: { type: 'number' } }, required: ['key', 'value'] },
      },
    },
  },
  Query: {
    type: 'object',
    additionalProperties: false,
    properties: {
      view: text,
      filter: { type: 'object', description: 'A condition.' },
      q: text,
      sort: { type: 'array', items: text },
      limit: { type: 'integer', minimum: 1, maximum: 500 },
      after: text,
      count: { type: 'boolean' },
      bin: { type: 'boolean' },
    },
  },
  ...revisionSchemas,
};
