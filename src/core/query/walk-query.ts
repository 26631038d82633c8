import { leavesOf, type Leaf } from '#core/condition/condition.ts';
import type { Bind } from '#core/condition/condition-to-sql.ts';
import { listOf } from '#core/condition/operand.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { newBindings, type SqlText } from '#core/query/bindings.ts';
import type { RowSet } from '#core/query/row-query.ts';

/** Options with more rows than this are walked. */
const optionCap = 2000;

/**
 * Whether a page should walk its order: `[options, owners]` as 1 or 0. SQLite cannot know how many rows a bound value has, and gathering
 * tens of thousands of them for a page of fifty takes 30–70 ms. Undefined where there is nothing to decide.
 */
export const walkSql = (table: CompiledTable, { scope, filter }: RowSet): SqlText | undefined => {
  if (filter === undefined) return undefined;
  const { bind, params } = newBindings();
  const counts = leavesOf(filter).flatMap((leaf) => optionCounts(table, leaf, bind));
  const owners = scope.kind === 'owners' && scope.owners.length > 1 ? scope.owners : [];
  if (counts.length === 0 && owners.length === 0) return undefined;
  const options = counts.length === 0 ? '0' : `min(${[...counts, String(optionCap + 1)].join(', ')}) > ${optionCap}`;
  return { text: `select json_array(${options}, ${ownersWalk(table, owners, bind)}) as j`, params };
};

/** Walking reads total ÷ theirs rows for one of theirs, their index one for each owner: the walk wins when theirs × owners > total. */
const ownersWalk = (table: CompiledTable, owners: readonly string[], bind: Bind): string => {
  if (owners.length === 0) return '0';
  const share = `(select coalesce(max(rowid), 0) / ${owners.length} from ${table.collection})`;
  const theirs = `select 1 from ${table.collection} where deleted_at = '' and ${table.ownerColumn} in (${owners.map(bind).join(', ')})`;
  return `(select count(*) from (${theirs} limit 1 + ${share})) > ${share}`;
};

/** Rows of the options a comparison asks for, counted up to the cap, where an index could gather them. */
const optionCounts = (table: CompiledTable, leaf: Leaf, bind: Bind): readonly string[] => {
  const field = table.field(leaf.field);
  const ids = listOf(leaf.value).map(String);
  if (!field || ids.length === 0) return [];
  const count = (rows: string): string => `(select count(*) from (select 1 from ${rows} limit ${optionCap + 1}))`;
  const among = (chosen: readonly string[]): string => `in (${chosen.map(bind).join(', ')})`;
  if (field.type.json === 'array') {
    const sets = leaf.op === 'has-any' ? [ids] : leaf.op === 'has-all' ? ids.map((id) => [id]) : [];
    return sets.map((set) => count(`${table.optionTable} o where o.field = ${bind(field.key)} and o.option ${among(set)}`));
  }
  const isAsked = field.type.name === 'choice' && (leaf.op === 'is' || leaf.op === 'any-of');
  const isIndexed = table.definition.views.some((view) => view.group?.[0] === field.key);
  return isAsked && isIndexed ? [count(`${table.collection} where deleted_at = '' and ${field.column} ${among(ids)}`)] : [];
};
