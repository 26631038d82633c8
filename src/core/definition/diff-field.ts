import type { FieldSchema, Option } from '#core/definition/definition.ts';
import { change, refusedChange, same, type Change } from '#core/definition/change.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { pointer } from '#core/problem.ts';

interface Pair {
  readonly before: FieldSchema;
  readonly after: FieldSchema;
  readonly path: string;
}

/** Every difference of one field; what stored rows might no longer satisfy is refused. */
export const diffField = (before: FieldSchema, after: FieldSchema, path: string): readonly Change[] => {
  const pair = { before, after, path };
  if (before['x-type'] !== after['x-type'] || before.type !== after.type)
    return [refusedChange('type-changed', path, { field: before.title, from: before['x-type'], to: after['x-type'] })];
  return [...diffWords(pair), ...diffBounds(pair), ...diffRules(pair), ...diffOptions(pair)];
};

const diffWords = ({ before, after, path }: Pair): readonly Change[] => {
  const params = { field: before.title };
  return [
    ...(before.title === after.title && same(before['x-en'], after['x-en'])
      ? []
      : [change('field-renamed', path + pointer('title'), { ...params, to: after.title })]),
    ...(before.description === after.description ? [] : [change('help-changed', path + pointer('description'), params)]),
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
    const tighter = ((now ?? open) - (old ?? open)) * direction > 0;
    const params = { field: before.title, keyword };
    return [
      tighter
        ? refusedChange('bounds-tightened', path + pointer(keyword), params)
        : change('bounds-loosened', path + pointer(keyword), params),
    ];
  });

const freeRules = ['default', 'x-default', 'x-show', 'x-require'] as const;
const tightRules = ['pattern', 'x-unique'] as const;
const fixedRules = ['format', 'readOnly', 'x-serial'] as const;

const diffRules = ({ before, after, path }: Pair): readonly Change[] => {
  const differs = (keyword: keyof FieldSchema) => !same(before[keyword], after[keyword]);
  const params = (keyword: string) => ({ field: before.title, keyword });
  return [
    ...freeRules.filter(differs).map((keyword) => change('rule-changed', path + pointer(keyword), params(keyword))),
    ...tightRules.filter(differs).map((keyword) => {
      const tighter = after[keyword] !== undefined && after[keyword] !== false;
      const at = path + pointer(keyword);
      return tighter ? refusedChange('rule-tightened', at, params(keyword)) : change('rule-removed', at, params(keyword));
    }),
    ...fixedRules.filter(differs).map((keyword) => refusedChange('rule-fixed', path + pointer(keyword), params(keyword))),
  ];
};

const diffOptions = ({ before, after, path }: Pair): readonly Change[] => {
  const at = path + pointer(...(after.oneOf === undefined ? ['items', 'oneOf'] : ['oneOf']));
  const [old, now] = [optionsOf(before), optionsOf(after)];
  const find = (options: readonly Option[], id: string) => options.find((option) => option.const === id);
  const kept = (options: readonly Option[], others: readonly Option[]) =>
    options.map((option) => option.const).filter((id) => find(others, id));
  const closed = before['x-other'] === true && after['x-other'] !== true;
  const opened = before['x-other'] !== true && after['x-other'] === true;
  return [
    ...now.flatMap((option, index) => {
      const known = find(old, option.const);
      if (!known) return [change('option-added', at + pointer(index), { field: after.title, option: option.title })];
      return diffOption(known, option, { field: after.title, path: at + pointer(index), otherMayMove: opened || closed });
    }),
    ...old.flatMap((option) =>
      find(now, option.const) ? [] : [refusedChange('option-removed', at, { field: before.title, option: option.title })],
    ),
    ...(same(kept(old, now), kept(now, old)) ? [] : [change('options-reordered', at, { field: after.title })]),
    ...(opened ? [change('other-added', path + pointer('x-other'), { field: after.title })] : []),
    ...(closed ? [refusedChange('other-removed', path + pointer('x-other'), { field: after.title })] : []),
  ];
};

interface OptionPlace {
  readonly field: string;
  readonly path: string;
  readonly otherMayMove: boolean;
}

const diffOption = (before: Option, after: Option, { field, path, otherMayMove }: OptionPlace): readonly Change[] => {
  const params = { field, option: before.title };
  const retired = after.deprecated === true;
  const differs = (...keywords: (keyof Option)[]) => keywords.some((keyword) => !same(before[keyword], after[keyword]));
  return [
    ...(differs('title', 'x-en') ? [change('option-renamed', path, { ...params, to: after.title })] : []),
    ...(differs('x-color') ? [change('option-coloured', path, params)] : []),
    ...((before.deprecated === true) !== retired ? [change(retired ? 'option-retired' : 'option-reopened', path, params)] : []),
    ...(differs('x-replaced-by') ? [change('option-replaced', path, params)] : []),
    ...(differs('x-other-option') && !otherMayMove ? [refusedChange('other-moved', path, params)] : []),
  ];
};
