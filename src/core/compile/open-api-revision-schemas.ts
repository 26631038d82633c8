import { list, object } from '#core/compile/open-api-parts.ts';
import type { JsonSchema } from '#core/field/contract.ts';

const text: JsonSchema = { type: 'string' };
const count: JsonSchema = { type: 'integer' };
const moment: JsonSchema = { type: 'string', description: 'ISO moment, empty while it has not come.' };
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
      codes: list(text),
    }),
  ),
  unread: list(object({ text, count })),
});

const changes = list(
  object(
    {
      kind: text,
      path: text,
      effect: { type: 'string', enum: ['none', 'rows', 'refused'] },
      refused: { type: 'boolean' },
      params: { type: 'object' },
      english: { type: 'object', description: 'The English of those params that name something with an English title.' },
      words: text,
    },
    ['kind', 'path', 'effect', 'refused', 'params', 'words'],
  ),
);
const mappings = { type: 'object', additionalProperties: { type: 'object', additionalProperties: text } };
const differing = object({ count, samples: list(object({ id: text, title: text, number: text, fields: list(text) })) }, [
  'count',
  'samples',
]);

/** Shapes of revisions, plans and jobs. */
export const revisionSchemas: Readonly<Record<string, JsonSchema>> = {
  Revision: object(revision, Object.keys(revision)),
  WholeRevision: object({ ...revision, definition: { type: 'object' }, mappings }, [...Object.keys(revision), 'definition']),
  StoredRevision: object({ ...revision, refused: { type: 'boolean' }, changes }, [...Object.keys(revision), 'refused', 'changes']),
  RollbackPlan: object({ changes, differing, approval: { type: 'boolean' }, problems: list({ $ref: '#/components/schemas/Problem' }) }, [
    'changes',
    'differing',
    'problems',
  ]),
  RevisionDraft: {
    type: 'object',
    required: ['definition'],
    properties: { definition: { type: 'object' }, note: { ...text, maxLength: 2000 }, mappings },
  },
  PlanRequest: object({ definition: { type: 'object' }, number: count, mappings }),
  Plan: object(
    {
      job: text,
      refused: { type: 'boolean' },
      changes,
      problems: list({ $ref: '#/components/schemas/Problem' }),
      rows: count,
      ...counts,
      fields: list(fieldReport),
      impact: list(object({ kind: text, key: text, params: { type: 'object' }, english: { type: 'object' }, words: text })),
    },
    ['refused', 'changes'],
  ),
  BegunRevision: object({ ...revision, job: text, report: {} }, Object.keys(revision)),
  Job: object(
    {
      id: text,
      table: text,
      kind: { type: 'string', enum: ['plan', 'publish', 'trial', 'replace', 'undo', 'index'] },
      state: { type: 'string', enum: ['running', 'done', 'failed'] },
      done: count,
      total: count,
      created: moment,
      finished: moment,
      report: {},
      params: { type: 'object', description: 'What a replacement was asked for.' },
      problems: list({ $ref: '#/components/schemas/Problem' }),
    },
    ['id', 'table', 'kind', 'state', 'done', 'total', 'created', 'finished', 'report', 'problems'],
  ),
};
