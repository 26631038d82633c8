import type { JsonSchema } from '#core/field/contract.ts';
import { body, errors, json, type Operation } from '#core/compile/open-api-parts.ts';

type Describe = (facts: Operation) => JsonSchema;

const text: JsonSchema = { type: 'string' };
const object = (properties: JsonSchema, required: readonly string[] = []): JsonSchema => ({ type: 'object', required, properties });
const done = { 204: { description: 'Done' } };
const review = { description: 'The review', ...json({ type: 'object' }) };
const pathId = (name: string): JsonSchema => ({ parameters: [{ name, in: 'path', required: true, schema: text }] });

/** Reviews and feedback on one table: remarks are anybody's, the rest is for whoever may change its structure. */
export const reviewPaths = (at: string, isStructural: boolean, operation: Describe): Record<string, JsonSchema> => {
  const remark = operation({
    summary: 'Feedback on a field',
    requestBody: body(object({ field: text, words: { ...text, maxLength: 500 } }, ['field', 'words'])),
    responses: { 201: { description: 'The feedback', ...json({ type: 'object' }) }, ...errors(400, 401, 404, 422) },
  });
  const usage = operation({
    summary: 'What only a form knows: how long it took, what kept it from being sent',
    requestBody: body(object({ seconds: { type: 'number' }, errors: { type: 'array', items: object({ field: text, code: text }) } })),
    responses: { ...done, ...errors(400, 401, 404, 422) },
  });
  const open = { [`${at}/usage`]: { post: usage } };
  if (!isStructural) return { ...open, [`${at}/feedback`]: { post: remark } };
  const list = (summary: string, name: string): JsonSchema =>
    operation({
      summary,
      responses: {
        200: { description: summary, ...json(object({ [name]: { type: 'array', items: { type: 'object' } } })) },
        ...errors(401, 403, 404),
      },
    });
  return {
    ...open,
    [`${at}/feedback`]: { get: list('Open feedback, newest first', 'feedback'), post: remark },
    [`${at}/feedback/{id}`]: {
      ...pathId('id'),
      patch: operation({
        summary: 'Settle a remark',
        requestBody: body(object({ answer: text })),
        responses: { ...done, ...errors(400, 401, 403, 404) },
      }),
    },
    ...ownPaths(at, operation, list('Reviews, newest first', 'reviews')),
  };
};

const ownPaths = (at: string, operation: Describe, list: JsonSchema): Record<string, JsonSchema> => {
  const one = `${at}/review/{review}`;
  const decisions = object({ decisions: { type: 'object' }, next: { ...text, format: 'date' } });
  return {
    [`${at}/review`]: {
      get: list,
      post: operation({
        summary: 'Begin a review in the background',
        responses: { 202: { description: 'Its id', ...json(object({ id: text }, ['id'])) }, ...errors(401, 403, 404, 422) },
      }),
    },
    [one]: {
      ...pathId('review'),
      get: operation({ summary: 'A review with its report', responses: { 200: review, ...errors(401, 403, 404) } }),
    },
    [`${one}/decisions`]: {
      ...pathId('review'),
      put: operation({
        summary: 'Decide on findings; what is not named stays',
        requestBody: body(decisions),
        responses: { 200: review, ...errors(400, 401, 403, 404, 422) },
      }),
    },
    [`${one}/draft`]: {
      ...pathId('review'),
      post: operation({
        summary: 'Put the changes of adopted findings into a draft',
        responses: {
          201: { description: 'The draft', ...json(object({ draft: text, changes: { type: 'integer' } })) },
          ...errors(401, 403, 404, 422),
        },
      }),
    },
    [`${one}/report.xlsx`]: {
      ...pathId('review'),
      get: operation({ summary: 'The report as a workbook', responses: { 200: { description: 'xlsx' }, ...errors(401, 403, 404) } }),
    },
  };
};
