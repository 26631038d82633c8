import { checkCondition } from '#core/condition/check-condition.ts';
import { conditionToSql } from '#core/condition/condition-to-sql.ts';
import type { Asker, Condition } from '#core/condition/condition.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { Definition, FieldSchema, Option } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { problem, type Problem } from '#core/problem.ts';
import { newBindings, type SqlText } from '#core/query/bindings.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { NewJob } from '#usecases/job/job.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { openStructure } from '#usecases/revision/plan-revision.ts';
import { publishOptions, type OptionsChange } from '#usecases/revision/publish-options.ts';
import { runningImports } from '#usecases/revision/running-imports.ts';
import { askerOf } from '#usecases/table/open-table.ts';

/** Replace (one into one), merge (many into one) or, with a condition, split. */
export interface Replacement {
  readonly field: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly where?: Condition | undefined;
}

export interface ReplaceParams extends Replacement {
  /** Revision that retired the options, null with a condition. */
  readonly revision: number | null;
  /** The options as they stood. */
  readonly options: readonly Option[];
}

/** Rows that hold one of the options, and those in the bin, which get the new one too. */
export interface Holders {
  readonly count: number;
  readonly binned: number;
}

export interface Replacing extends Holders {
  /** Undefined: only counted. */
  readonly job: string | undefined;
}

/** Moves rows from options to another one of the same field, with history; counts first. */
export const replaceOptions = async (
  tools: JobTools,
  caller: Caller,
  { key, dryRun, ...asked }: { readonly key: string; readonly dryRun: boolean; readonly replacement: Readonly<Record<string, unknown>> },
): Promise<Outcome<Replacing>> => {
  const { world } = tools;
  const opened = openStructure(world, caller, key);
  if (!opened.ok) return opened;
  const { table } = opened.value;
  const read = readReplacement(table, asked.replacement);
  if (!read.ok) return refusedFor(...read.problems);
  const replacement = read.value;
  const holders = await countHolders(world, caller, { table, replacement, after: '' });
  if (dryRun) return done({ ...holders, job: undefined });
  if ((await runningImports(world, key)) > 0) return refusedFor(problem('publish-import-running'));
  const options = optionsOf(requireField(table, replacement.field).schema);
  const id = world.newId();
  const jobOf = (revision: number | null): NewJob => {
    const params: ReplaceParams = { ...replacement, revision, options };
    return { id, table: key, kind: 'replace', by: caller.id, params };
  };
  const began = await publishOptions(tools, caller, { ...retired({ table, replacement }), jobOf });
  if (!began.ok) return began;
  tools.jobs.begin(id).catch(() => undefined); // its end is told by the job
  return done({ ...holders, job: id });
};

interface Place {
  readonly table: CompiledTable;
  readonly replacement: Replacement;
}

const requireField = (table: CompiledTable, key: string): CompiledField => {
  const field = table.field(key);
  if (!field) throw new Error(`no field ${key}`);
  return field;
};

const readReplacement = (
  table: CompiledTable,
  { field: key, from, to, where }: Readonly<Record<string, unknown>>,
): { readonly ok: true; readonly value: Replacement } | { readonly ok: false; readonly problems: readonly Problem[] } => {
  const field = typeof key === 'string' ? table.field(key) : undefined;
  const options = field ? optionsOf(field.schema) : [];
  if (!field || options.length === 0) return { ok: false, problems: [problem('replace-field', '/field', { field: String(key) })] };
  const known = new Map(options.map((option) => [option.const, option]));
  const ids = Array.isArray(from) ? from.filter((id): id is string => typeof id === 'string' && known.has(id)) : [];
  const isWhole = Array.isArray(from) && ids.length === from.length && ids.length > 0;
  const heir = typeof to === 'string' ? known.get(to) : undefined;
  const faults = where === undefined ? [] : checkCondition(where, table, '/where');
  const problems = [
    ...(isWhole ? [] : [problem('replace-from', '/from')]),
    ...(heir && heir.deprecated !== true && !ids.includes(heir.const) ? [] : [problem('replace-to', '/to')]),
    ...faults,
  ];
  if (problems.length > 0 || !heir) return { ok: false, problems };
  const condition = where === undefined ? {} : { where: where as Condition }; // checked above
  return { ok: true, value: { field: field.key, from: [...new Set(ids)], to: heir.const, ...condition } };
};

/** Rows that hold one of the options, of the bin too, past a row by id. */
export const holdersSql = (
  world: World,
  caller: Pick<Caller, 'id' | 'team'>,
  { table, replacement, after, select }: Place & { readonly after: string; readonly select: string },
): SqlText => {
  const { bind, params } = newBindings();
  const field = requireField(table, replacement.field);
  const ids = `select value from json_each(${bind(JSON.stringify(replacement.from))})`;
  const holds =
    field.type.json === 'array'
      ? `exists (select 1 from json_each(case t.${field.column} when '' then '[]' else t.${field.column} end) h where h.value in (${ids}))`
      : `t.${field.column} in (${ids})`;
  const asker = replacingAsker(world, caller);
  const tests = replacement.where === undefined ? [] : [conditionToSql(replacement.where, { asker, source: table, bind })];
  return { text: `select ${select} from ${table.collection} t where ${[holds, ...tests, `t.id > ${bind(after)}`].join(' and ')}`, params };
};

/** Whom a condition of a split means by 我. */
export const replacingAsker = (world: World, caller: Pick<Caller, 'id' | 'team'>): Asker => askerOf(world, { ...nobody, ...caller });

const nobody: Caller = { id: '', role: 'admin', team: '', name: '', email: '', language: 'zh-CN', door: 'api' };

export const countHolders = async (
  world: World,
  caller: Pick<Caller, 'id' | 'team'>,
  place: Place & { readonly after: string },
): Promise<Holders> => {
  const select = "json_array(count(*), coalesce(sum(t.deleted_at <> ''), 0)) as j";
  const [row] = await world.db.read<readonly [number, number]>(holdersSql(world, caller, { ...place, select }), { job: true });
  const [all, binned] = row ?? [0, 0];
  return { count: all - binned, binned };
};

/** No new use from now on; the document says what stands for them. With a condition they stay in use. */
const retired = ({ table, replacement }: Place): Pick<OptionsChange, 'definition' | 'note'> => {
  const { field, from, to, where } = replacement;
  const change = (option: Option): Option => (from.includes(option.const) ? { ...option, deprecated: true, 'x-replaced-by': to } : option);
  const titleOf = (id: string): string => optionsOf(requireField(table, field).schema).find((option) => option.const === id)?.title ?? id;
  const note = `${from.map(titleOf).join('、')} → ${titleOf(to)}`.slice(0, 200);
  if (where !== undefined) return { definition: table.definition, note };
  return { definition: withOptions(table.definition, { field, change, standIn: (id) => (from.includes(id) ? to : id) }), note };
};

interface OptionChange {
  readonly field: string;
  readonly change: (option: Option) => Option;
  /** What a default becomes. */
  readonly standIn: (id: string) => string;
}

/** The document with the options of one field changed, wherever its type keeps them. */
export const withOptions = (definition: Definition, { field, change, standIn }: OptionChange): Definition => {
  const { properties } = definition.record;
  const schema = properties[field];
  if (!schema) return definition;
  const changed: FieldSchema = {
    ...schema,
    ...(schema.oneOf ? { oneOf: schema.oneOf.map(change) } : {}),
    ...(schema.items ? { items: { ...schema.items, oneOf: schema.items.oneOf.map(change) } } : {}),
    ...(schema.default === undefined ? {} : { default: defaultAfter(schema.default, standIn) }),
  };
  return { ...definition, record: { ...definition.record, properties: { ...properties, [field]: changed } } };
};

const defaultAfter = (given: NonNullable<FieldSchema['default']>, standIn: (id: string) => string): NonNullable<FieldSchema['default']> => {
  if (typeof given === 'string') return standIn(given);
  return Array.isArray(given) ? [...new Set(given.map((id: string) => standIn(id)))] : given;
};
