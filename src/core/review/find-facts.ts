import type { Condition } from '#core/condition/condition.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import type { Edit } from '#core/definition/edit/edit.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { nameParams, titleIn, type Titled } from '#core/naming.ts';
import { fieldsOfRules } from '#core/review/field-uses.ts';
import type { Evidence, Finding, Replacement } from '#core/review/finding.ts';
import { fillRate, type FieldFacts, type PairFacts, type ReviewFacts } from '#core/review/review-facts.ts';
import { threshold } from '#core/review/threshold.ts';

/** One field with everything a judgement of it reads. */
export interface FieldScene {
  readonly facts: ReviewFacts;
  readonly definition: Definition;
  readonly field: FieldFacts;
  readonly schema: FieldSchema;
}

type Found = Finding | undefined;

const evidenceOf = (option: Titled): Pick<Evidence, 'words' | 'english'> => {
  const [words, english] = [titleIn(option, 'zh-CN'), titleIn(option, 'en')];
  return english === words ? { words } : { words, english };
};

const percent = (rate: number): number => Math.round(rate * 100);

/** Out of the form into the tombstones, its data kept; what a rule reads is left for the manager to take apart. */
export const removalOf = (definition: Definition, key: string): Pick<Finding, 'proposal' | 'edits'> =>
  fieldsOfRules(definition).includes(key)
    ? { proposal: 'by-hand', edits: [] }
    : { proposal: 'remove-field', edits: [{ kind: 'remove-field', key }] };

export const findEmpty = ({ facts, definition, field }: FieldScene): Found => {
  const { fillSince: fill, type } = field;
  if (field.isNew || type === 'serial' || fill.of < threshold.leastRows || fillRate(fill) >= threshold.emptyRate) return undefined;
  return {
    id: `empty-field/${field.key}`,
    kind: 'empty-field',
    field: field.key,
    ...nameParams({
      title: field,
      percent: percent(fillRate(fill)),
      filled: fill.filled,
      rows: fill.of,
      shown: field.uses.views > 0,
      total: facts.rows,
    }),
    evidence: [],
    ...removalOf(definition, field.key),
    after: [],
  };
};

export const findStale = ({ facts, definition, field }: FieldScene): Found => {
  const days = Math.floor((Date.parse(facts.to) - Date.parse(field.lastWritten)) / 86_400_000);
  if (field.lastWritten === '' || field.type === 'serial' || days < threshold.staleDays) return undefined;
  if (facts.newRows < threshold.staleRows) return undefined;
  return {
    id: `stale-field/${field.key}`,
    kind: 'stale-field',
    field: field.key,
    ...nameParams({ title: field, days, percent: percent(fillRate(field.fill)), rows: facts.newRows }),
    evidence: [],
    ...removalOf(definition, field.key),
    after: [],
  };
};

/** Options of a shared set are kept whole: they are pruned where they are kept. One above a used one stays too. */
export const findUnusedOptions = ({ field, schema }: FieldScene): Found => {
  if (field.isNew || schema['x-option-set'] !== undefined || field.fill.filled < threshold.optionRows) return undefined;
  const options = optionsOf(schema);
  const used = new Set(field.options.filter((option) => option.count > 0).map((option) => option.id));
  const parents = new Set(options.flatMap((option) => option['x-parent'] ?? []));
  const unused = options.filter(
    (option) =>
      !used.has(option.const) &&
      option.deprecated !== true &&
      option['x-other-option'] !== true &&
      schema.default !== option.const &&
      !parents.has(option.const) &&
      !field.newOptions.includes(option.const),
  );
  const open = options.filter((option) => option.deprecated !== true).length;
  if (unused.length === 0 || unused.length === open) return undefined;
  return {
    id: `unused-options/${field.key}`,
    kind: 'unused-options',
    field: field.key,
    ...nameParams({ title: field, count: unused.length, used: open - unused.length, rows: field.fill.filled }),
    evidence: unused.map((option) => ({ ...evidenceOf(option), count: 0 })),
    proposal: 'retire-options',
    edits: unused.map((option): Edit => ({ kind: 'retire-option', key: field.key, option: option.const })),
    after: [],
  };
};

/** Most texts that earn an option at once, and most spellings moved by one condition. */
const mostNewOptions = 5;
const mostSpellings = 100;

/** `field` is the choice; its texts beside 其他 come with it. */
export const findFrequentOther = ({ field, schema }: FieldScene, others: FieldFacts | undefined): Found => {
  const total = others?.fill.filled ?? 0;
  const other = optionsOf(schema).find((option) => option['x-other-option'] === true);
  const frequent = (others?.others ?? [])
    .filter((group) => group.count >= threshold.otherRows && group.count >= total * threshold.otherShare)
    .slice(0, mostNewOptions);
  const [first] = frequent;
  if (others === undefined || other === undefined || first === undefined) return undefined;
  const titles = new Set(optionsOf(schema).map((option) => option.title));
  return {
    id: `frequent-other/${field.key}`,
    kind: 'frequent-other',
    field: field.key,
    ...nameParams({
      title: field,
      word: first.label,
      count: first.count,
      total,
      rows: frequent.reduce((sum, group) => sum + group.count, 0),
      words: frequent.map((group) => group.label),
    }),
    evidence: others.others.slice(0, mostNewOptions).map((group) => ({ words: group.label, count: group.count })),
    proposal: 'add-options',
    edits: [{ kind: 'add-options', key: field.key, titles: frequent.map((group) => group.label).filter((title) => !titles.has(title)) }],
    after: frequent.map((group): Replacement => ({
      field: field.key,
      from: other.const,
      to: group.label,
      where: saysOneOf(others.key, group.texts.slice(0, mostSpellings)),
      rows: group.count,
    })),
  };
};

const saysOneOf = (field: string, texts: readonly string[]): Condition => ({ any: texts.map((value) => ({ field, op: 'is', value })) });

export const findErrorSpot = ({ facts, definition, field, schema }: FieldScene, help: Readonly<Record<string, string>>): Found => {
  const count = field.errors.reduce((sum, error) => sum + error.count, 0);
  if (count < threshold.errorCount || count < facts.saves * threshold.errorShare) return undefined;
  const codes = field.errors.toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  const code = codes[0]?.code ?? '';
  return {
    id: `error-spot/${field.key}`,
    kind: 'error-spot',
    field: field.key,
    ...nameParams({ title: field, count, code, most: codes[0]?.count ?? 0, saves: facts.saves }),
    evidence: codes.slice(0, 5).map((error) => ({ words: error.code, count: error.count })),
    ...mendingOf({ definition, field, schema }, code, help[code]),
    after: [],
  };
};

/** What takes away the cause of the most frequent refusal; where the rule itself may be right, the help says how to meet it. */
const mendingOf = (
  { definition, field, schema }: Pick<FieldScene, 'definition' | 'field' | 'schema'>,
  code: string,
  help: string | undefined,
): Pick<Finding, 'proposal' | 'edits'> => {
  const { key } = field;
  if (code === 'required' && definition.record.required?.includes(key) === true)
    return { proposal: 'optional', edits: [{ kind: 'require-field', key, required: false }] };
  if (code === 'required' && schema['x-require'] !== undefined)
    return { proposal: 'optional', edits: [{ kind: 'set-field', key, set: { 'x-require': null } }] };
  if (code === 'too-long' && schema.maxLength !== undefined)
    return { proposal: 'lengthen', edits: [{ kind: 'set-field', key, set: { maxLength: schema.maxLength * 2 } }] };
  if (help === undefined || schema.description?.includes(help) === true) return { proposal: 'by-hand', edits: [] };
  const description = schema.description === undefined ? help : `${schema.description}。${help}`;
  return { proposal: 'explain', edits: [{ kind: 'set-field', key, set: { description } }] };
};

/** Data comes in and nobody ever looks at it: no form, view, filter, export or rule. */
export const findNeverShown = ({ definition, field }: FieldScene): Found => {
  const { form, views, filters, exports, rules } = field.uses;
  if (field.isNew || form || views + filters + exports + rules > 0) return undefined;
  return {
    id: `never-shown/${field.key}`,
    kind: 'never-shown',
    field: field.key,
    ...nameParams({ title: field, percent: percent(fillRate(field.fill)), rows: field.fill.filled }),
    evidence: [],
    ...removalOf(definition, field.key),
    after: [],
  };
};

/** The one of the pair that is filled less is the one to go. */
export const findDuplicate = ({ facts, definition }: Pick<FieldScene, 'facts' | 'definition'>, pair: PairFacts): Found => {
  const [first, second] = [pair.first, pair.second].map((key) => facts.fields.find((field) => field.key === key));
  if (!first || !second) return undefined;
  const spare = first.fill.filled < second.fill.filled ? first : second;
  const stays = spare === first ? second : first;
  return {
    id: `duplicate/${pair.first}/${pair.second}`,
    kind: 'duplicate',
    field: spare.key,
    ...nameParams({
      title: spare,
      other: stays,
      both: pair.both,
      equal: pair.equal,
      percent: pair.both === 0 ? 0 : percent(pair.equal / pair.both),
      sameTitle: pair.sameTitle,
      sampled: pair.sampled,
    }),
    evidence: [],
    ...removalOf(definition, spare.key),
    after: [],
  };
};

export const findFeedback = ({ facts, definition, field }: FieldScene): Found => {
  const said = facts.feedback.filter((line) => line.field === field.key);
  if (said.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const { words } of said) counts.set(words, (counts.get(words) ?? 0) + 1);
  const evidence = [...counts].map(([words, count]) => ({ words, count })).sort((a, b) => b.count - a.count);
  const unneeded = (counts.get('#unneeded') ?? 0) * 2 > said.length;
  const required = definition.record.required?.includes(field.key) === true;
  const change: Pick<Finding, 'proposal' | 'edits'> = !unneeded
    ? { proposal: 'by-hand', edits: [] }
    : required
      ? { proposal: 'optional', edits: [{ kind: 'require-field', key: field.key, required: false }] }
      : removalOf(definition, field.key);
  return {
    id: `feedback/${field.key}`,
    kind: 'feedback',
    field: field.key,
    ...nameParams({ title: field, count: said.length, people: new Set(said.map((line) => line.person)).size }),
    evidence: evidence.slice(0, 10),
    ...change,
    after: [],
  };
};
