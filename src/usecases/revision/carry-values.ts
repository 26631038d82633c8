import { compileFieldCheck } from '#core/compile/field-check.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import { lineKind } from '#core/compile/cell-line.ts';
import type { CompiledField } from '#core/compile/compiled-table.ts';
import { convertValue } from '#core/convert/convert-value.ts';
import type { Value } from '#core/definition/definition.ts';
import { hiddenKeys } from '#core/permission/field-access.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import type { World } from '#usecases/ports/world.ts';
import { findRevision, type Mappings } from '#usecases/revision/revision.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';

type Raw = Readonly<Record<string, unknown>>;

export interface Carried {
  readonly raw: Raw;
  readonly problems: readonly Problem[];
}

/** The table as it is by now: a body may have been under way while a revision was published. */
export const freshAccess = (world: World, access: TableAccess): TableAccess => {
  const now = openTable(world, access.caller, access.key);
  return now === undefined || now.whole === access.whole ? access : now;
};

/**
 * What a form of another revision sends, in the form of today: values of a field whose type changed are converted where that is exact, all
 * others are told field by field, with what changed. Without a revision, and of today's, values stay as they are.
 */
export const carryValues = async (
  world: World,
  access: TableAccess,
  { raw, revision }: { readonly raw: Raw; readonly revision?: number | undefined },
): Promise<Carried> => {
  if (revision === undefined || revision === access.whole.revision) return { raw, problems: [] };
  const found = await findRevision(world, access.key, revision);
  if (!found) return { raw, problems: [problem('revision-unknown', '', { number: revision })] };
  const old = compileTable(found.definition, revision);
  const check = compileFieldCheck(old);
  const carried: Record<string, unknown> = {};
  const problems: Problem[] = [];
  const mappings = (await findRevision(world, access.key, access.whole.revision))?.mappings ?? {};
  const hidden = hiddenKeys(access.whole.definition, access.caller.role);
  for (const [key, given] of Object.entries(raw)) {
    if (hidden.has(key)) {
      carried[key] = given; // refused as unknown, without a word of what it was
      continue;
    }
    const [from, to] = [old.field(key), access.whole.field(key)];
    const isOld = from !== undefined && given !== null && check(key, given).length === 0;
    const made = carryOne({ given, from, to, isOld, line: found.lines[key] ?? 1 }, access, mappings);
    if (made.kind === 'problem') problems.push(made.problem);
    else if (made.kind === 'value') carried[key] = made.value;
  }
  return { raw: carried, problems };
};

interface Given {
  readonly given: unknown;
  readonly from: CompiledField | undefined;
  readonly to: CompiledField | undefined;
  /** The line that the old form showed. */
  readonly line: number;
  /** It is a value of the old form; anything else is left to the verdict of today. */
  readonly isOld: boolean;
}

type Made =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'dropped' };

const carryOne = ({ given, from, to, isOld, line }: Given, { lookup }: TableAccess, mappings: Mappings): Made => {
  if (!from) return { kind: 'value', value: given };
  if (!to) {
    const gone = problem('field-removed-meanwhile', pointer(from.key), { field: from.schema });
    return given === null ? { kind: 'dropped' } : { kind: 'problem', problem: gone };
  }
  if (!isOld || lineKind(from.schema) === lineKind(to.schema)) return { kind: 'value', value: given };
  const value = from.type.clean(valueOf(given));
  const readings = to.kept.find((kept) => kept.line === line)?.back ?? mappings[to.key];
  const made = convertValue(value, { from: from.schema, to: to.schema }, { lookup, mappings: readings });
  if (made.kind === 'clean') return { kind: 'value', value: made.value };
  const text = from.type.format(value, from.schema, lookup).slice(0, 100);
  return { kind: 'problem', problem: problem('revision-changed', pointer(to.key), { field: to.schema, to: to.type.name, text }) };
};

/** The old check has found it to be one. */
const valueOf = (given: unknown): Value => {
  if (typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean') return given;
  return Array.isArray(given) ? given.map(String) : null;
};
