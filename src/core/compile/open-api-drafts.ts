import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { JsonSchema } from '#core/field/contract.ts';
import { answer, body, bodyErrors, errors, json, list, object, reference, type Operation } from '#core/compile/open-api-parts.ts';

type Describe = (facts: Operation) => JsonSchema;

const text: JsonSchema = { type: 'string' };
const document: JsonSchema = { type: 'object', description: 'A definition; it may have faults.' };
const path = (name: string): JsonSchema => ({ parameters: [{ name, in: 'path', required: true, schema: text }] });
const draft = answer('The draft', reference('Draft'));
const whole: JsonSchema = { type: 'integer' };

const line = {
  id: text,
  table: text,
  tableState: { type: 'string', enum: ['live', 'bin', 'gone'] },
  person: text,
  name: text,
  base: { ...whole, description: 'The revision it began from.' },
  version: whole,
  title: text,
  note: text,
  created: text,
  updated: text,
};

/** What somebody is working on. */
export const draftSchemas: Readonly<Record<string, JsonSchema>> = {
  DraftLine: object(line, Object.keys(line)),
  Draft: object({ ...line, document }, [...Object.keys(line), 'document']),
  DraftMerge: object(
    {
      merged: { type: 'boolean', description: 'Whether the draft now stands on the live revision.' },
      taken: list({ type: 'object' }),
      conflicts: list({ type: 'object' }),
      problems: list({ type: 'object', required: ['path', 'code', 'words'] }),
      draft: reference('Draft'),
    },
    ['merged', 'taken', 'conflicts', 'problems', 'draft'],
  ),
};

/** Drafts of one table, for whoever may change its structure. */
export const draftPaths = (at: string, { key }: Pick<CompiledTable, 'key'>, operation: Describe): Record<string, JsonSchema> => {
  const one = `${at}/drafts/{draft}`;
  const words = { title: { ...text, maxLength: 100 }, note: { ...text, maxLength: 2000 } };
  const ifMatch = { name: 'If-Match', in: 'header', required: true, schema: text, description: 'The version that was changed.' };
  return {
    [`${at}/drafts`]: {
      get: operation({
        summary: 'Drafts of everybody, newest first',
        responses: {
          200: answer('Drafts', object({ drafts: list(reference('DraftLine')) }, ['drafts'])),
          ...errors(401, 403, 404),
        },
      }),
      post: operation({
        summary: 'Keep a draft',
        requestBody: body(object({ document, base: { type: 'integer' }, ...words }, ['document'])),
        responses: { 201: draft, ...bodyErrors(403, 404) },
      }),
    },
    [`${at}/drafts/judge`]: { post: judging(key, operation, ['document', 'values']) },
    [one]: {
      ...path('draft'),
      get: operation({ summary: 'A draft with its document', responses: { 200: draft, ...errors(401, 403, 404) } }),
      put: operation({
        summary: 'Save one’s own draft',
        parameters: [ifMatch],
        requestBody: body(object({ document, ...words })),
        responses: { 200: draft, ...bodyErrors(403, 404, 412, 428) },
      }),
      delete: operation({
        summary: 'Throw one’s own draft away',
        responses: { 204: { description: 'Done' }, ...errors(401, 403, 404) },
      }),
    },
    [`${one}/judge`]: { ...path('draft'), post: judging(key, operation, ['values']) },
    [`${one}/merge`]: {
      ...path('draft'),
      post: operation({
        summary: 'Join a draft with what was published since it began',
        requestBody: body(object({ choices: { type: 'object' }, dryRun: { type: 'boolean' } })),
        responses: { 200: answer('What came of it', reference('DraftMerge')), ...bodyErrors(403, 404) },
      }),
    },
  };
};

const judging = (key: string, operation: Describe, required: readonly string[]): JsonSchema =>
  operation({
    summary: 'The verdict on a new record as if the draft were live; nothing is stored',
    requestBody: body(
      object({ document, values: { type: 'object', description: `Like \`${key}.new\`, by the fields of the draft.` } }, required),
    ),
    responses: {
      200: {
        description: 'The verdict',
        ...json(object({ values: { type: 'object' }, problems: { type: 'array', items: reference('Problem') } }, ['values', 'problems'])),
      },
      ...bodyErrors(403, 404),
    },
  });
