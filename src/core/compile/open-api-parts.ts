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
  412: 'Changed meanwhile; carries the whole current record and its ETag',
  413: 'Too large',
  415: 'Not JSON',
  422: 'Judged and refused; every problem is listed',
  428: 'If-Match is missing',
};

/** Problem details of RFC 9457 under each status. */
export const errors = (...statuses: readonly number[]): JsonSchema =>
  Object.fromEntries(
    statuses.map((status) => [
      String(status),
      { description: reasons[status] ?? '', content: { 'application/problem+json': { schema: reference('Problems') } } },
    ]),
  );
