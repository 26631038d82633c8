import type { FieldSchema } from '#core/definition/definition.ts';
import { change, refusedChange, rowsChange, same, type Change } from '#core/definition/change.ts';
import { diffOptions } from '#core/definition/diff-options.ts';
import { renamed } from '#core/naming.ts';
import { pointer } from '#core/problem.ts';

interface Pair {
  readonly before: FieldSchema;
  readonly after: FieldSchema;
  readonly path: string;
}

/** Every difference of one field; a change of type says the rest by itself, as far as rows are concerned. */
export const diffField = (before: FieldSchema, after: FieldSchema, path: string): readonly Change[] => {
  const pair = { before, after, path };
  if (before['x-type'] === after['x-type']) return [...diffWords(pair), ...diffBounds(pair), ...diffRules(pair), ...diffOptions(pair)];
  const params = { field: before, from: before['x-type'], to: after['x-type'] };
  return [...diffWords(pair), rowsChange('type-changed', path, params), ...diffRules(pair).filter(({ effect }) => effect === 'none')];
};

const diffWords = ({ before, after, path }: Pair): readonly Change[] => {
  const params = { field: before };
  const [field, to] = renamed(before, after);
  return [
    ...(before.title === after.title ? [] : [change('field-renamed', path + pointer('title'), { field, to })]),
    ...(same(before['x-en'], after['x-en']) ? [] : [change('english-changed', path + pointer('x-en'), { field: after })]),
    ...(before.description === after.description ? [] : [change('help-changed', path + pointer('description'), { field: after })]),
    ...(same([before['x-source'], before['x-foreign']], [after['x-source'], after['x-foreign']])
      ? []
      : [change('source-changed', path, params)]),
  ];
};

/** `tighter` says in which direction a bound refuses more. */
const boundKeywords = [
  ['minLength', 1],
  ['minimum', 1],
  ['minItems', 1],
  ['maxLength', -1],
  ['maximum', -1],
  ['maxItems', -1],
  ['x-digits', -1],
] as const;

const diffBounds = ({ before, after, path }: Pair): readonly Change[] =>
  boundKeywords.flatMap(([keyword, direction]) => {
    const [old, now] = [before[keyword], after[keyword]];
    if (old === now) return [];
    const open = direction * -Infinity;
    const isTighter = ((now ?? open) - (old ?? open)) * direction > 0;
    const params = { field: after, keyword, from: old ?? '', to: now ?? '' };
    const at = path + pointer(keyword);
    return [isTighter ? rowsChange('bounds-tightened', at, params) : change('bounds-loosened', at, params)];
  });

/** Keywords that change what people may write, and no row as it stands. */
const freeRules = [
  ['default', 'default-changed'],
  ['x-default', 'default-changed'],
  ['x-show', 'show-changed'],
  ['x-require', 'require-changed'],
  ['x-lock', 'lock-changed'],
  ['x-access', 'field-access-changed'],
  ['x-option-set', 'option-set-changed'],
  ['x-serial', 'serial-changed'],
] as const;
const tightRules = ['pattern', 'x-unique'] as const;

/** First values are filled once: a field that was published takes no new order, the old one may be forgotten. */
const diffFill = ({ before, after, path }: Pair): readonly Change[] => {
  if (same(before['x-fill'], after['x-fill'])) return [];
  if (after['x-fill'] === undefined) return [change('source-changed', path, { field: before })];
  return [refusedChange('fill-not-new', path + pointer('x-fill'), { field: after })];
};

const diffRules = ({ before, after, path }: Pair): readonly Change[] => {
  const differs = (keyword: keyof FieldSchema) => !same(before[keyword], after[keyword]);
  return [
    ...diffFill({ before, after, path }),
    ...freeRules.filter(([keyword]) => differs(keyword)).map(([keyword, kind]) => change(kind, path + pointer(keyword), { field: after })),
    ...tightRules.filter(differs).map((keyword) => {
      const isTighter = after[keyword] !== undefined && after[keyword] !== false;
      const params = { field: after, keyword };
      const at = path + pointer(keyword);
      return isTighter ? rowsChange('rule-tightened', at, params) : change('rule-removed', at, params);
    }),
  ];
};
