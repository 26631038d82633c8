import { answer, body, bodyErrors, errors, list, object, parameter, reference, type Operation } from '#core/compile/open-api-parts.ts';
import type { JsonSchema } from '#core/field/contract.ts';

const text: JsonSchema = { type: 'string' };
const moment: JsonSchema = { type: 'string', description: 'ISO moment, empty while it has not come.' };
const nothing = { 204: { description: 'Done' } };
const id = { parameters: [{ name: 'id', in: 'path', required: true, schema: text }] };
const operation = (facts: Operation): JsonSchema => ({ ...facts });

/** One's own keys and sessions. */
export const ownSchemas: Readonly<Record<string, JsonSchema>> = {
  Token: object({ id: text, title: text, createdAt: moment, expiresAt: moment, seenAt: moment }, [
    'id',
    'title',
    'createdAt',
    'expiresAt',
    'seenAt',
  ]),
  Session: object(
    { id: text, createdAt: moment, seenAt: moment, expiresAt: moment, agent: text, address: text, current: { type: 'boolean' } },
    ['id', 'createdAt', 'expiresAt', 'current'],
  ),
};

export const ownPaths: Readonly<Record<string, JsonSchema>> = {
  '/api/v1/tokens': {
    get: operation({
      summary: 'One’s own tokens, without their secrets',
      responses: { 200: answer('Tokens', object({ tokens: list(reference('Token')) }, ['tokens'])), ...errors(401) },
    }),
    post: operation({
      summary: 'Make a token; only with a session',
      requestBody: body({
        type: 'object',
        required: ['title'],
        additionalProperties: false,
        properties: { title: { type: 'string', maxLength: 60 }, days: { type: 'integer', minimum: 1, maximum: 3650, default: 365 } },
      }),
      responses: { 201: answer('The token, said this once', object({ id: text, token: text }, ['id', 'token'])), ...bodyErrors(403) },
    }),
  },
  '/api/v1/tokens/{id}': { ...id, delete: operation({ summary: 'Revoke a token', responses: { ...nothing, ...errors(401, 404) } }) },
  '/api/v1/sessions': {
    get: operation({
      summary: 'One’s own sessions',
      responses: { 200: answer('Sessions', object({ sessions: list(reference('Session')) }, ['sessions'])), ...errors(401) },
    }),
    delete: operation({
      summary: 'End all of one’s sessions',
      parameters: [parameter('except', { type: 'string', enum: ['current'] }, 'Keeps the one in use.')],
      responses: { ...nothing, ...errors(401) },
    }),
  },
  '/api/v1/sessions/{id}': { ...id, delete: operation({ summary: 'End a session', responses: { ...nothing, ...errors(401, 404) } }) },
};
