import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Answer } from '#support/api.ts';

type Bag = Readonly<Record<string, unknown>>;
const isBag = (part: unknown): part is Bag => typeof part === 'object' && part !== null && !Array.isArray(part);
const bagOf = (part: unknown): Bag => (isBag(part) ? part : {});

/** An operation with each status it may answer. */
export interface Described {
  readonly method: string;
  readonly path: string;
  readonly statuses: readonly string[];
}

/** Measures answers against a description: what it does not say is a fault, an undescribed part of an answer too. */
export interface Conformity {
  readonly operations: readonly Described[];
  /** Faults of one answer. Notes that this status of this operation was seen. */
  faults(method: string, address: string, answer: Answer): readonly string[];
  /** `GET /path 200` of everything that was seen. */
  readonly seen: ReadonlySet<string>;
}

/** Objects that name their parts have no others: so an answer cannot say what the description keeps quiet about. */
const closed = (part: unknown): unknown => {
  if (Array.isArray(part)) return part.map(closed);
  if (!isBag(part)) return part;
  const inside = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  const names = part['type'] === 'object' && isBag(part['properties']) && !('additionalProperties' in part);
  return names ? { ...inside, additionalProperties: false } : inside;
};

const methods = new Set(['get', 'post', 'put', 'patch', 'delete']);
const escaped = (step: string): string =>
  step.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('%', '%25').replaceAll('{', '%7B').replaceAll('}', '%7D');

export const openConformity = (description: Bag): Conformity => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: 'api', ...bagOf(closed(description)) });
  const operations = Object.entries(bagOf(description['paths'])).flatMap(([path, item]) =>
    Object.entries(bagOf(item))
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => ({ method, path, statuses: Object.keys(bagOf(bagOf(operation)['responses'])) })),
  );
  const seen = new Set<string>();
  const find = (method: string, address: string): Described | undefined => {
    const path = address.replace(/\?.*$/, '');
    const fits = operations.filter(
      (one) =>
        one.method === method.toLowerCase() &&
        new RegExp(`^${one.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
    );
    return fits.find((one) => one.path === path) ?? fits[0];
  };
  return {
    operations,
    seen,
    faults: (method, address, answer) => {
      const name = `${method} ${address.replace(/\?.*$/, '')} ${answer.status}`;
      const found = find(method, address);
      if (!found) return [`${name}: no such operation`];
      const { status } = answer;
      const told = found.statuses.includes(String(status)) ? String(status) : status === 405 || status >= 500 ? 'default' : undefined;
      if (told === undefined) return [`${name}: this status is not described`];
      seen.add(`${method} ${found.path} ${told}`);
      const steps = ['paths', found.path, found.method, 'responses', told];
      const response = steps.reduce<Bag>((at, step) => bagOf(at[step]), description);
      const type = (answer.headers.get('content-type') ?? '').replace(/;.*$/, '');
      const content = bagOf(response['content']);
      if (Object.keys(content).length === 0) return type === '' ? [] : [`${name}: ${type} instead of nothing`];
      if (!(type in content)) return [`${name}: ${type} is not described`];
      if (!type.endsWith('json')) return [];
      const validate = ajv.getSchema(`api#/${[...steps, 'content', type, 'schema'].map(escaped).join('/')}`);
      if (!validate) return [`${name}: no schema`];
      if (validate(JSON.parse(answer.text)) === true) return [];
      return (validate.errors ?? [])
        .slice(0, 5)
        .map((fault) => `${name}: ${fault.instancePath} ${fault.message} ${JSON.stringify(fault.params)}`);
    },
  };
};
