import { isAll, isAny, isNot, type Asker, type Condition, type Leaf } from '#core/condition/condition.ts';
import { findField, type ConditionField, type FieldSource } from '#core/condition/condition-field.ts';
import { boundsOf, comparableNumber, comparableText, foldAscii, listOf } from '#core/condition/operand.ts';

export type SqlValue = string | number;
/** Binds a value and answers its placeholder; nothing else from outside enters SQL text. */
export type Bind = (value: SqlValue) => string;

/** Who asks, of which table, and where its values are bound. */
export interface SqlScene {
  readonly asker: Asker;
  readonly source: FieldSource;
  readonly bind: Bind;
  /** Tests of choices look at the row they stand at instead of gathering all rows of an option first: for pages of common options. */
  readonly walk?: boolean | undefined;
}

/** A condition as a SQL expression over the row `t`, never NULL: 1 exactly where `evaluate` says true. */
export const conditionToSql = (condition: Condition, scene: SqlScene): string => {
  const again = (inner: Condition): string => conditionToSql(inner, scene);
  if (isAll(condition)) return condition.all.length === 0 ? '1' : `(${condition.all.map(again).join(' and ')})`;
  if (isAny(condition)) return condition.any.length === 0 ? '0' : `(${condition.any.map(again).join(' or ')})`;
  if (isNot(condition)) return `(not ${again(condition.not)})`;
  const field = findField(scene.source, condition.field);
  return field ? leafToSql(condition, field, scene) : '0';
};

const isUnset = (field: ConditionField): string => (isJson(field) ? `(t.${field.column} is null)` : `(t.${field.column} = '')`);
const isSet = (field: ConditionField): string => (isJson(field) ? `(t.${field.column} is not null)` : `(t.${field.column} <> '')`);
const isJson = (field: ConditionField): boolean => field.type.storage === 'json';

const leafToSql = (leaf: Leaf, field: ConditionField, scene: SqlScene): string => {
  if (leaf.op === 'empty') return isUnset(field);
  if (leaf.op === 'filled') return isSet(field);
  if (leaf.op === 'is-not') return `(${isUnset(field)} or not ${setLeafToSql({ ...leaf, op: 'is' }, field, scene)})`;
  return setLeafToSql(leaf, field, scene);
};

const setLeafToSql = (leaf: Leaf, field: ConditionField, scene: SqlScene): string => {
  if (field.type.json === 'array') return listToSql(leaf, field, scene);
  const test = testOf(leaf, field, scene);
  return test === undefined ? '0' : `(${isSet(field)} and ${test})`;
};

const testOf = (leaf: Leaf, field: ConditionField, scene: SqlScene): string | undefined => {
  const { bind, asker } = scene;
  if (leaf.op === 'me') return `t.${field.column} = ${bind(asker.me)}`;
  if (leaf.op === 'my-team') return oneOf(`t.${field.column}`, asker.team, bind);
  if (field.type.json === 'boolean')
    return leaf.op === 'is' && typeof leaf.value === 'boolean' ? `t.${field.column} = ${bind(Number(leaf.value))}` : undefined;
  if (field.type.json === 'number') return numberTest(leaf, field, bind);
  if (field.type.name === 'date' || field.type.name === 'datetime') return dayTest(leaf, field, scene);
  return textTest(leaf, field, scene);
};

const oneOf = (expression: string, values: readonly SqlValue[], bind: Bind): string =>
  values.length === 0
    ? '0'
    : values.length === 1
      ? `${expression} = ${bind(values[0] ?? '')}`
      : `${expression} in (${values.map(bind).join(', ')})`;

const numberTest = (leaf: Leaf, field: ConditionField, bind: Bind): string | undefined => {
  const operands = listOf(leaf.value).map((operand) => comparableNumber(field, Number(operand)));
  if (operands.length === 0 || operands.some(Number.isNaN)) return undefined;
  const [first = 0, second] = operands;
  const column = `t.${field.column}`;
  if (leaf.op === 'is') return `${column} = ${bind(first)}`;
  if (leaf.op === 'less') return `${column} < ${bind(first)}`;
  if (leaf.op === 'more') return `${column} > ${bind(first)}`;
  return leaf.op === 'between' && second !== undefined ? `${column} between ${bind(first)} and ${bind(second)}` : undefined;
};

const dayTest = (leaf: Leaf, field: ConditionField, { asker, bind }: SqlScene): string | undefined => {
  const operands = listOf(leaf.value);
  const first = boundsOf(field, operands[0], asker);
  const column = `t.${field.column}`;
  if (leaf.op === 'is') return `${column} >= ${bind(first.from)} and ${column} < ${bind(first.to)}`;
  if (leaf.op === 'before') return `${column} < ${bind(first.from)}`;
  if (leaf.op === 'after') return `${column} >= ${bind(first.to)}`;
  if (leaf.op !== 'between') return undefined;
  return `${column} >= ${bind(first.from)} and ${column} < ${bind(boundsOf(field, operands[1], asker).to)}`;
};

const textTest = (leaf: Leaf, field: ConditionField, { bind, walk }: SqlScene): string | undefined => {
  const column = walk === true && field.type.name === 'choice' ? `+t.${field.column}` : `t.${field.column}`; // the plus keeps an index of the column out
  const own = field.type.name === 'phone' ? digitsOf(column) : column;
  const wanted = listOf(leaf.value).map((operand) => comparableText(field, String(operand)));
  if (leaf.op === 'is' || leaf.op === 'any-of') return oneOf(own, wanted, bind);
  const [part = ''] = wanted.map(foldAscii);
  if (part === '') return undefined;
  if (leaf.op === 'contains') return `instr(lower(${own}), ${bind(part)}) > 0`;
  return leaf.op === 'starts' ? `substr(lower(${own}), 1, ${[...part].length}) = ${bind(part)}` : undefined;
};

/** The digits of a phone in SQL: strips every other character the type admits. */
const digitsOf = (expression: string): string =>
  ['+', '(', ')', '#', ' ', '-', '转', 'e', 'x', 't'].reduce(
    (inner, character) => `replace(${inner}, '${character}', '')`,
    `lower(${expression})`,
  );

const listToSql = (leaf: Leaf, field: ConditionField, { source, bind, walk }: SqlScene): string => {
  const ids = listOf(leaf.value).map(String);
  const rows = (test: string): string => {
    const chosen = `from ${source.optionTable} o where o.field = ${bind(field.key)} and ${test}`;
    return walk === true ? `exists (select 1 ${chosen} and o.row = +t.id)` : `t.id in (select o.row ${chosen})`;
  };
  if (leaf.op === 'has-any') return ids.length === 0 ? '0' : rows(oneOf('o.option', ids, bind));
  if (leaf.op !== 'has-all') return '0';
  return ids.length === 0 ? isSet(field) : `(${ids.map((id) => rows(`o.option = ${bind(id)}`)).join(' and ')})`;
};
