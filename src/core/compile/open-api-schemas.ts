import { reference } from '#core/compile/open-api-parts.ts';
import type { JsonSchema } from '#core/field/contract.ts';
import { draftSchemas } from '#core/compile/open-api-drafts.ts';
import { optionSetSchemas } from '#core/compile/open-api-option-sets.ts';
import { ownSchemas } from '#core/compile/open-api-own.ts';
import { reviewSchemas } from '#core/compile/open-api-review.ts';
import { transferSchemas } from '#core/compile/open-api-transfer-schemas.ts';
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
    description: 'RFC 9457 problem details; with 412 beside what is there now, with a failed import its report.',
    additionalProperties: true,
    required: ['type', 'title', 'status', 'problems'],
    properties: { type: text, title: text, status: whole, problems: { type: 'array', items: reference('Problem') } },
  },
  Groups: {
    type: 'object',
    required: ['groups'],
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
  ...draftSchemas,
  ...reviewSchemas,
  ...transferSchemas,
  ...ownSchemas,
  ...optionSetSchemas,
};
