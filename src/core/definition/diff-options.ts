import type { FieldSchema, Option } from '#core/definition/definition.ts';
import { change, rowsChange, same, type Change } from '#core/definition/change.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { renamed, type Titled } from '#core/naming.ts';
import { pointer } from '#core/problem.ts';

interface Pair {
  readonly before: FieldSchema;
  readonly after: FieldSchema;
  readonly path: string;
}

/** Options by their stable ids; one that is gone is taken only where no row holds it. */
export const diffOptions = ({ before, after, path }: Pair): readonly Change[] => {
  const at = path + pointer(...(after.oneOf === undefined ? ['items', 'oneOf'] : ['oneOf']));
  const [old, now] = [optionsOf(before), optionsOf(after)];
  const find = (options: readonly Option[], id: string) => options.find((option) => option.const === id);
  const kept = (options: readonly Option[], others: readonly Option[]) =>
    options.map((option) => option.const).filter((id) => find(others, id));
  const [wasOpen, isOpen] = [before['x-other'] === true, after['x-other'] === true];
  const field = after;
  return [
    ...now.flatMap((option, index) => {
      const known = find(old, option.const);
      if (!known) return [change('option-added', at + pointer(index), { field, option })];
      return diffOption(known, option, { field, path: at + pointer(index), otherMayMove: wasOpen !== isOpen, options: now });
    }),
    ...old.flatMap((option) => (find(now, option.const) ? [] : [rowsChange('option-removed', at, { field, option, id: option.const })])),
    ...(same(kept(old, now), kept(now, old)) ? [] : [change('options-reordered', at, { field })]),
    ...(wasOpen === isOpen ? [] : [change(isOpen ? 'other-added' : 'other-removed', path + pointer('x-other'), { field })]),
  ];
};

interface OptionPlace {
  readonly field: Titled;
  readonly path: string;
  readonly otherMayMove: boolean;
  readonly options: readonly Option[];
}

const diffOption = (before: Option, after: Option, { field, path, otherMayMove, options }: OptionPlace): readonly Change[] => {
  const params = { field, option: after };
  const isRetired = after.deprecated === true;
  const [option, to] = renamed(before, after);
  const differs = (keyword: keyof Option) => !same(before[keyword], after[keyword]);
  const heir = options.find((option) => option.const === after['x-replaced-by']);
  return [
    ...(differs('title') ? [change('option-renamed', path, { field, option, to })] : []),
    ...(differs('x-en') ? [change('option-english', path, params)] : []),
    ...(differs('x-color') ? [change('option-coloured', path, params)] : []),
    ...((before.deprecated === true) === isRetired ? [] : [change(isRetired ? 'option-retired' : 'option-reopened', path, params)]),
    ...(differs('x-replaced-by') ? [change(heir ? 'option-replaced' : 'option-heirless', path, { ...params, to: heir ?? '' })] : []),
    ...(differs('x-when') ? [change('option-limited', path, params)] : []),
    ...(differs('x-parent') ? [change('option-moved', path, params)] : []),
    ...(differs('x-other-option') && !otherMayMove ? [change('other-moved', path, params)] : []),
  ];
};
