import type { JsonSchema } from '#core/field/contract.ts';
import { answer, body, bodyErrors, errors, json, object, reference, type Operation } from '#core/compile/open-api-parts.ts';

type Describe = (facts: Operation) => JsonSchema;

const pathParameter = (name: string, type: string): JsonSchema => ({ name, in: 'path', required: true, schema: { type } });
const numbered = { parameters: [pathParameter('number', 'integer')] };
const text: JsonSchema = { type: 'string' };
const ids: JsonSchema = { type: 'array', items: text };

const line = { description: 'The revision', ...json(reference('Revision')) };
const begun = {
  200: { description: 'Done; the revision with its report', ...json(reference('BegunRevision')) },
  202: { description: 'It goes on as a job, or waits for a second person', ...json(reference('BegunRevision')) },
  ...bodyErrors(403, 404),
};
const whole = answer('The revision with its document', reference('WholeRevision'));
const started = {
  202: { description: 'The job', ...json(object({ job: text, count: { type: 'integer' }, binned: { type: 'integer' } }, ['job'])) },
};

/** Revisions, jobs and options of one table, as far as its reader may change its structure. */
export const revisionPaths = (at: string, isStructural: boolean, operation: Describe): Record<string, JsonSchema> => {
  const list = operation({
    summary: 'Revisions, newest first',
    responses: {
      200: {
        description: 'Revisions',
        ...json(object({ live: { type: 'integer' }, revisions: { type: 'array', items: reference('Revision') } }, ['live', 'revisions'])),
      },
      ...errors(401, 404),
    },
  });
  const read = operation({ summary: 'A revision with its document', responses: { 200: whole, ...errors(401, 404) } });
  if (!isStructural) return { [`${at}/revisions`]: { get: list }, [`${at}/revisions/{number}`]: { ...numbered, get: read } };
  const draft = body(reference('RevisionDraft'));
  const one = `${at}/revisions/{number}`;
  return {
    [`${at}/revisions`]: {
      get: list,
      post: operation({
        summary: 'Store a revision',
        requestBody: draft,
        responses: { 201: answer('The revision and what it changes', reference('StoredRevision')), ...bodyErrors(403, 404) },
      }),
    },
    [`${at}/revisions/plan`]: {
      post: operation({
        summary: 'What publishing would do to the document and to every row',
        requestBody: body(reference('PlanRequest')),
        responses: {
          200: { description: 'The plan', ...json(reference('Plan')) },
          202: { description: 'A job that plans', ...json(reference('Plan')) },
          ...bodyErrors(403, 404),
        },
      }),
    },
    [one]: {
      ...numbered,
      get: read,
      delete: operation({ summary: 'Withdraw a draft', responses: { 200: line, ...errors(401, 403, 404, 422) } }),
    },
    ...actPaths(one, operation),
    ...jobPaths(at, operation),
  };
};

/** What may be done with one stored revision. */
const actPaths = (one: string, operation: Describe): Record<string, JsonSchema> => {
  const act = (summary: string, properties: JsonSchema, responses: JsonSchema = begun): JsonSchema => ({
    ...numbered,
    post: operation({ summary, requestBody: { required: false, ...json(object(properties)) }, responses }),
  });
  return {
    [`${one}/publish`]: act('Make a revision the live one', { note: text, mappings: { type: 'object' } }),
    [`${one}/rollback`]: act(
      'Make an earlier revision live again; with dryRun only what would differ',
      { note: text, dryRun: { type: 'boolean' } },
      { ...begun, 200: answer('Done, or what would differ', { anyOf: [reference('BegunRevision'), reference('RollbackPlan')] }) },
    ),
    [`${one}/trial`]: {
      ...act('Live for some people only', { people: ids, teams: ids, until: { type: 'string', format: 'date' } }),
      delete: operation({ summary: 'End a trial', responses: { 200: line, ...errors(401, 403, 404, 422) } }),
    },
    [`${one}/approve`]: act('Agree as a second person; publishes', { words: text }),
    [`${one}/return`]: act('Send back as a second person', { words: text }, { 200: line, ...bodyErrors(403, 404) }),
  };
};

const jobPaths = (at: string, operation: Describe): Record<string, JsonSchema> => {
  const byId = { parameters: [pathParameter('id', 'string')] };
  const replacement = object({ field: text, from: ids, to: text, where: { type: 'object' }, dryRun: { type: 'boolean' } }, [
    'field',
    'from',
    'to',
  ]);
  return {
    [`${at}/jobs`]: {
      get: operation({
        summary: 'The latest work on the table',
        responses: {
          200: { description: 'Jobs', ...json(object({ jobs: { type: 'array', items: reference('Job') } })) },
          ...errors(401, 403, 404),
        },
      }),
    },
    [`${at}/jobs/{id}`]: {
      ...byId,
      get: operation({
        summary: 'A job as it stands',
        responses: { 200: { description: 'The job', ...json(reference('Job')) }, ...errors(401, 403, 404) },
      }),
    },
    [`${at}/jobs/{id}/undo`]: {
      ...byId,
      post: operation({ summary: 'Take a replacement of options back', responses: { ...started, ...errors(401, 403, 404, 422) } }),
    },
    [`${at}/options/replace`]: {
      post: operation({
        summary: 'Replace, merge or split options in the rows',
        requestBody: body(replacement),
        responses: {
          200: { description: 'Only counted', ...json(object({ count: { type: 'integer' }, binned: { type: 'integer' } })) },
          ...started,
          ...bodyErrors(403, 404),
        },
      }),
    },
  };
};
