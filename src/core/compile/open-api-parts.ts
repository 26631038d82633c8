import type { JsonSchema } from '#core/field/contract.ts';

export interface Operation {
  readonly summary: string;
  readonly parameters?: readonly JsonSchema[];
  readonly requestBody?: JsonSchema;
  readonly responses: JsonSchema;
  readonly security?: readonly JsonSchema[];
}

export const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

export const json = (schema: JsonSchema): JsonSchema => ({ content: { 'application/json': { schema } } });

export const body = (schema: JsonSchema): JsonSchema => ({ required: true, ...json(schema) });

/** An object that says which of its parts are always there. */
export const object = (properties: JsonSchema, required: readonly string[] = []): JsonSchema => ({ type: 'object', required, properties });

export const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

export const answer = (description: string, schema: JsonSchema): JsonSchema => ({ description, ...json(schema) });

/** An answer that is a file, with the name people know it by. */
export const file = (description: string, type: string): JsonSchema => ({
  description,
  headers: { 'Content-Disposition': { schema: { type: 'string' } } },
  content: { [type]: { schema: { type: 'string', format: 'binary' } } },
});

export const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const parameter = (name: string, schema: JsonSchema, description: string): JsonSchema => ({
  name,
  in: 'query',
  schema,
  description,
});

export const header = (name: string, description: string, required = true): JsonSchema => ({
  name,
  in: 'header',
  required,
  schema: { type: 'string' },
  description,
});

const reasons: Readonly<Record<number, string>> = {
  400: 'Not readable JSON',
  401: 'Nobody is signed in',
  403: 'Not allowed',
  404: 'Not there, or not for the caller to see',
  405: 'The address does not take this method',
  412: 'Changed meanwhile; carries what is there now, and its ETag',
  413: 'Too large',
  415: 'Not the content type this address takes',
  422: 'Judged and refused; every problem is listed',
  428: 'If-Match is missing',
  503: 'The database cannot answer now',
};

/** Problem details of RFC 9457 under each status. */
export const errors = (...statuses: readonly number[]): JsonSchema =>
  Object.fromEntries(
    statuses.map((status) => [
      String(status),
      { description: reasons[status] ?? '', content: { 'application/problem+json': { schema: reference('Problems') } } },
    ]),
  );

/** What any operation with a body may answer. */
export const bodyErrors = (...more: readonly number[]): JsonSchema => errors(400, 401, 413, 415, 422, ...more);

/** What may come over every operation: 405, 500, 503. */
export const anyRefusal: JsonSchema = {
  default: {
    description: 'Problem details of any other refusal',
    content: { 'application/problem+json': { schema: reference('Problems') } },
  },
};
