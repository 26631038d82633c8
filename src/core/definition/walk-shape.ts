import access from '#schemas/meta/access.json' with { type: 'json' };
import definition from '#schemas/meta/definition.json' with { type: 'json' };
import field from '#schemas/meta/field.json' with { type: 'json' };
import layout from '#schemas/meta/layout.json' with { type: 'json' };
import option from '#schemas/meta/option.json' with { type: 'json' };
import reminder from '#schemas/meta/reminder.json' with { type: 'json' };
import view from '#schemas/meta/view.json' with { type: 'json' };
import words from '#schemas/meta/words.json' with { type: 'json' };
import { shapeProblems, type ShapeFault } from '#core/definition/shape-problem.ts';
import { pointer, type Problem } from '#core/problem.ts';

type Bag = Readonly<Record<string, unknown>>;
const isBag = (input: unknown): input is Bag => typeof input === 'object' && input !== null && !Array.isArray(input);
const bag = (input: unknown): Bag => (isBag(input) ? input : {});
const list = (input: unknown): readonly unknown[] => (Array.isArray(input) ? input : []);

/** The meta-schemas by `$id`; conditions are judged by `checkCondition` alone. */
const files: ReadonlyMap<string, unknown> = new Map<string, unknown>(
  [access, definition, field, layout, option, reminder, view, words].map((schema) => [schema.$id, schema]),
);

/**
 * The same as `shapeFaults`, read from the meta-schemas without compiling them: a page's policy forbids that. It knows the keywords that
 * our meta-schemas use; a test holds both answers together. `file` names the meta-schema of the part (`field.json`).
 */
export const walkShape = (input: unknown, file: string, path = ''): readonly Problem[] => {
  const faults: ShapeFault[] = [];
  walk(input, { schema: files.get(file), file, path }, faults);
  return faults.length === 0 ? [] : shapeProblems(faults);
};

interface Place {
  readonly schema: unknown;
  /** The meta-schema that its references start from. */
  readonly file: string;
  readonly path: string;
}

type Faults = ShapeFault[];

const walk = (input: unknown, { schema, file, path }: Place, faults: Faults): void => {
  if (!isBag(schema)) return;
  const say = (keyword: string, params: Bag): void => {
    faults.push({ keyword, instancePath: path, params, parentSchema: schema });
  };
  if (typeof schema['$ref'] === 'string') walk(input, refer(schema['$ref'], file, path), faults);
  if (schema['type'] !== undefined && !list([schema['type']].flat()).some((type) => isOf(input, type)))
    return say('type', { type: schema['type'] });
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(input)) say('enum', { allowedValues: schema['enum'] });
  if ('const' in schema && schema['const'] !== input) say('const', { allowedValue: schema['const'] });
  if (typeof input === 'string') walkText(input, schema, say);
  if (typeof input === 'number') walkNumber(input, schema, say);
  if (Array.isArray(input)) walkList(input, { schema, file, path }, faults);
  if (isBag(input)) walkBag(input, { schema, file, path }, faults);
  for (const inner of list(schema['allOf'])) walk(input, { schema: inner, file, path }, faults);
  walkIf(input, { schema, file, path }, faults);
};

const refer = (ref: string, from: string, path: string): Place => {
  const [name = '', steps = ''] = ref.split('#');
  const file = name === '' ? from : name;
  let schema = files.get(file);
  for (const step of steps.split('/').filter((part) => part !== '')) schema = bag(schema)[step];
  return { schema, file, path };
};

const isOf = (input: unknown, type: unknown): boolean => {
  if (type === 'object') return isBag(input);
  if (type === 'array') return Array.isArray(input);
  if (type === 'integer') return typeof input === 'number' && Number.isInteger(input);
  return type === 'number' ? typeof input === 'number' && Number.isFinite(input) : typeof input === type;
};

type Say = (keyword: string, params: Bag) => void;

const over = (limit: unknown, value: number): boolean => typeof limit === 'number' && value > limit;
const under = (limit: unknown, value: number): boolean => typeof limit === 'number' && value < limit;

const walkText = (input: string, schema: Bag, say: Say): void => {
  const length = [...input].length;
  if (over(schema['maxLength'], length)) say('maxLength', { limit: schema['maxLength'] });
  if (under(schema['minLength'], length)) say('minLength', { limit: schema['minLength'] });
  if (typeof schema['pattern'] === 'string' && !patternOf(schema['pattern']).test(input)) say('pattern', { pattern: schema['pattern'] });
};

const patterns = new Map<string, RegExp>();
const patternOf = (text: string): RegExp => {
  const made = patterns.get(text) ?? new RegExp(text, 'u');
  patterns.set(text, made);
  return made;
};

const walkNumber = (input: number, schema: Bag, say: Say): void => {
  if (over(schema['maximum'], input)) say('maximum', { limit: schema['maximum'] });
  if (under(schema['minimum'], input)) say('minimum', { limit: schema['minimum'] });
};

const walkList = (input: readonly unknown[], { schema, file, path }: Place, faults: Faults): void => {
  const keywords = bag(schema);
  const say: Say = (keyword, params) => void faults.push({ keyword, instancePath: path, params, parentSchema: schema });
  if (over(keywords['maxItems'], input.length)) say('maxItems', { limit: keywords['maxItems'] });
  if (under(keywords['minItems'], input.length)) say('minItems', { limit: keywords['minItems'] });
  if (keywords['uniqueItems'] === true && new Set(input.map((item) => JSON.stringify(item))).size < input.length) say('uniqueItems', {});
  input.forEach((item, index) => {
    walk(item, { schema: keywords['items'], file, path: path + pointer(index) }, faults);
  });
};

const walkBag = (input: Bag, { schema, file, path }: Place, faults: Faults): void => {
  const keywords = bag(schema);
  const keys = Object.keys(input);
  const say: Say = (keyword, params) => void faults.push({ keyword, instancePath: path, params, parentSchema: schema });
  if (over(keywords['maxProperties'], keys.length)) say('maxProperties', { limit: keywords['maxProperties'] });
  if (under(keywords['minProperties'], keys.length)) say('minProperties', { limit: keywords['minProperties'] });
  for (const key of list(keywords['required'])) if (!Object.hasOwn(input, String(key))) say('required', { missingProperty: key });
  const known = bag(keywords['properties']);
  for (const key of keys) {
    const named: Faults = [];
    walk(key, { schema: keywords['propertyNames'], file, path }, named);
    faults.push(...named.map((fault) => ({ ...fault, propertyName: key })));
    const own = Object.hasOwn(known, key) ? known[key] : keywords['additionalProperties'];
    if (own === false) say('additionalProperties', { additionalProperty: key });
    else walk(input[key], { schema: own, file, path: path + pointer(key) }, faults);
  }
};

const walkIf = (input: unknown, { schema, file, path }: Place, faults: Faults): void => {
  const keywords = bag(schema);
  if (keywords['if'] === undefined) return;
  const tried: Faults = [];
  walk(input, { schema: keywords['if'], file, path }, tried);
  walk(input, { schema: tried.length === 0 ? keywords['then'] : keywords['else'], file, path }, faults);
};
