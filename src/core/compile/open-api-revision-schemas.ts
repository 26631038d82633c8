import type { JsonSchema } from '#core/field/contract.ts';

const text: JsonSchema = { type: 'string' };
const count: JsonSchema = { type: 'integer' };
const moment: JsonSchema = { type: 'string', description: 'ISO moment, empty while it has not come.' };
const object = (properties: JsonSchema): JsonSchema => ({ type: 'object', properties });
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const counts = { clean: count, lossy: count, failing: count };

const revision: Record<string, JsonSchema> = {
  number: count,
  state: { type: 'string', enum: ['draft', 'waiting', 'trial', 'publishing', 'published', 'withdrawn'] },
  live: { type: 'boolean' },
  base: orNull(count),
  note: text,
  author: text,
  authorName: text,
  created: moment,
  published: moment,
  trial: orNull(object({ people: list(text), teams: list(text), until: { type: 'string', format: 'date' } })),
  approval: orNull(object({ by: text, at: moment, state: { type: 'string', enum: ['asked', 'approved', 'returned'] }, words: text })),
};

const fieldReport = object({
  key: text,
  title: text,
  change: orNull(object({ from: text, to: text })),
  ...counts,
  fill: object({ from: text, title: text }),
  samples: list(
    object({
      id: text,
      title: text,
      number: text,
      before: text,
      after: text,
      kind: { type: 'string', enum: ['clean', 'lossy', 'failing'] },
    }),
  ),
  unread: list(object({ text, count })),
});

/** Shapes of revisions, plans and jobs. */
export const revisionSchemas: Readonly<Record<string, JsonSchema>> = {
  Revision: object(revision),
  RevisionDraft: {
    type: 'object',
    required: ['definition'],
    properties: { definition: { type: 'object' }, note: { ...text, maxLength: 2000 } },
  },
  PlanRequest: object({ definition: { type: 'object' }, number: count, mappings: { type: 'object' } }),
  Plan: object({
    job: text,
    refused: { type: 'boolean' },
    changes: list(
      object({
        kind: text,
        path: text,
        effect: { type: 'string', enum: ['none', 'rows', 'refused'] },
        refused: { type: 'boolean' },
        params: { type: 'object' },
        words: text,
      }),
    ),
    problems: list({ $ref: '#/components/schemas/Problem' }),
    rows: count,
    ...counts,
    fields: list(fieldReport),
    impact: list(object({ kind: text, key: text, params: { type: 'object' }, words: text })),
  }),
  BegunRevision: object({ ...revision, job: text, report: { type: 'object' } }),
  Job: object({
    id: text,
    table: text,
    kind: { type: 'string', enum: ['plan', 'publish', 'trial', 'replace', 'undo', 'index'] },
    state: { type: 'string', enum: ['running', 'done', 'failed'] },
    done: count,
    total: count,
    created: moment,
    finished: moment,
    report: {},
    problems: list({ $ref: '#/components/schemas/Problem' }),
  }),
};
