import type { JsonSchema } from '#core/field/contract.ts';
import {
  answer,
  body,
  bodyErrors,
  errors,
  file,
  list as listOf,
  object,
  reference,
  sheetType,
  type Operation,
} from '#core/compile/open-api-parts.ts';

type Describe = (facts: Operation) => JsonSchema;

const text: JsonSchema = { type: 'string' };
const done = { 204: { description: 'Done' } };
const review = answer('The review', reference('Review'));
const whole: JsonSchema = { type: 'integer' };
const remarkLine = { id: text, field: text, person: text, words: text, at: text };
const line = {
  id: text,
  by: text,
  byName: text,
  state: { type: 'string', enum: ['running', 'open', 'done', 'failed'] },
  from: text,
  to: text,
  next: { ...text, description: 'Day of the next review.' },
  revision: whole,
  created: text,
  finished: text,
  findings: whole,
  decided: whole,
  rate: { type: ['number', 'null'] },
  rows: { type: ['integer', 'null'] },
  progress: { type: 'number', minimum: 0, maximum: 1 },
};

/** Reviews and remarks. */
export const reviewSchemas: Readonly<Record<string, JsonSchema>> = {
  ReviewLine: object(line, Object.keys(line)),
  Review: object(
    {
      ...line,
      report: {
        anyOf: [
          object({ facts: { type: 'object' }, findings: listOf({ type: 'object' }), rate: { type: 'number' } }, [
            'facts',
            'findings',
            'rate',
          ]),
          { type: 'null' },
        ],
      },
      decisions: { type: 'object' },
      people: { type: 'object', additionalProperties: text },
      teams: { type: 'object', additionalProperties: text },
    },
    [...Object.keys(line), 'report', 'decisions'],
  ),
  Feedback: object({ ...remarkLine, name: text }, Object.keys(remarkLine)),
};
const pathId = (name: string): JsonSchema => ({ parameters: [{ name, in: 'path', required: true, schema: text }] });

/** Reviews and feedback on one table: remarks are anybody's, the rest is for whoever may change its structure. */
export const reviewPaths = (at: string, isStructural: boolean, operation: Describe): Record<string, JsonSchema> => {
  const remark = operation({
    summary: 'Feedback on a field',
    requestBody: body(object({ field: text, words: { ...text, maxLength: 500 } }, ['field', 'words'])),
    responses: { 201: answer('The feedback', reference('Feedback')), ...bodyErrors(404) },
  });
  const usage = operation({
    summary: 'What only a form knows: how long it took, what kept it from being sent',
    requestBody: body(object({ seconds: { type: 'number' }, errors: { type: 'array', items: object({ field: text, code: text }) } })),
    responses: { ...done, ...bodyErrors(404) },
  });
  const open = { [`${at}/usage`]: { post: usage } };
  if (!isStructural) return { ...open, [`${at}/feedback`]: { post: remark } };
  const list = (summary: string, name: string, item: string): JsonSchema =>
    operation({
      summary,
      responses: {
        200: answer(summary, object({ [name]: listOf(reference(item)) }, [name])),
        ...errors(401, 403, 404),
      },
    });
  return {
    ...open,
    [`${at}/feedback`]: { get: list('Open feedback, newest first', 'feedback', 'Feedback'), post: remark },
    [`${at}/feedback/{id}`]: {
      ...pathId('id'),
      patch: operation({
        summary: 'Settle a remark',
        requestBody: body(object({ answer: text })),
        responses: { ...done, ...bodyErrors(403, 404) },
      }),
    },
    ...ownPaths(at, operation, list('Reviews, newest first', 'reviews', 'ReviewLine')),
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
        responses: { 202: answer('Its id', object({ id: text }, ['id'])), ...errors(401, 403, 404, 422) },
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
        responses: { 200: review, ...bodyErrors(403, 404) },
      }),
    },
    [`${one}/draft`]: {
      ...pathId('review'),
      post: operation({
        summary: 'Put the changes of adopted findings into a draft',
        responses: {
          201: answer('The draft', object({ draft: text, changes: whole, left: {} }, ['draft', 'changes', 'left'])),
          ...errors(401, 403, 404, 422),
        },
      }),
    },
    [`${one}/report.xlsx`]: {
      ...pathId('review'),
      get: operation({ summary: 'The report as a workbook', responses: { 200: file('A workbook', sheetType), ...errors(401, 403, 404) } }),
    },
  };
};
