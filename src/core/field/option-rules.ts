import type { FieldSchema, Option } from '#core/definition/definition.ts';
import { optionsAbove } from '#core/field/option-tree.ts';
import { titleIn } from '#core/naming.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';

/** The options of a choice or multi-choice, in the manager's order. */
export const optionsOf = (field: FieldSchema): readonly Option[] => field.oneOf ?? field.items?.oneOf ?? [];

/** Where a field keeps its options, as a JSON Pointer below it. */
export const optionsPath = (field: FieldSchema): string => (field.oneOf === undefined ? pointer('items', 'oneOf') : pointer('oneOf'));

/** The titles an option goes by, in both languages. */
export const optionTitles = ({ title, 'x-en': english }: Option): readonly string[] => [title, ...(english?.title ? [english.title] : [])];

/** Words of titles as they are told apart: letter case, width and blanks around say nothing. */
export const foldWord = (word: string): string => word.normalize('NFKC').trim().toLowerCase();

interface OptionWords {
  /** Titles, then English ones: of options with none above them first, for the others can be told by their path. */
  readonly titles: ReadonlyMap<string, Option>;
  readonly ids: ReadonlyMap<string, Option>;
  /** Options below others by the titles from the top, in both languages. */
  readonly paths: ReadonlyMap<string, Option>;
  readonly byId: ReadonlyMap<string, Option>;
  /** What words meant before; options are few, so are the words for them. */
  readonly meant: Map<string, Option | undefined>;
}

/** The first of each word, as `find` would. */
const firstOf = (entries: readonly (readonly [string, Option])[]): ReadonlyMap<string, Option> => new Map(entries.toReversed());

/** Made once for a field: imports ask for every cell. */
const wordsOf = (field: FieldSchema): OptionWords => {
  const known = optionWords.get(field);
  if (known) return known;
  const options = optionsOf(field);
  const byId = new Map(options.map((option) => [option.const, option]));
  const [roots, below] = [options.filter((option) => option['x-parent'] === undefined), options.filter((option) => option['x-parent'])];
  const made = {
    titles: firstOf([roots, below].flatMap((part) => [...part.flatMap(titled), ...part.flatMap(englished)])),
    ids: firstOf(options.map((option) => [option.const, option])),
    paths: firstOf(options.flatMap((option) => pathsOf(option, byId).map((path): [string, Option] => [path, option]))),
    byId,
    meant: new Map<string, Option | undefined>(),
  };
  optionWords.set(field, made);
  return made;
};

type Word = readonly [string, Option];

const titled = (option: Option): readonly Word[] => [[foldWord(option.title), option]];
const englished = (option: Option): readonly Word[] =>
  option['x-en']?.title === undefined ? [] : [[foldWord(option['x-en'].title), option]];

const pathsOf = (option: Option, byId: ReadonlyMap<string, Option>): readonly string[] =>
  option['x-parent'] === undefined
    ? []
    : (['zh-CN', 'en'] as const).map((language) => pathTo(option, byId, language).map(foldWord).join(separator));

const pathTo = (option: Option, byId: ReadonlyMap<string, Option>, language: 'zh-CN' | 'en'): readonly string[] =>
  [option, ...optionsAbove(option, byId)].map((each) => titleIn(each, language)).toReversed();

/** The titles of an option and of those above it, from the top. */
export const optionPath = (option: Option, field: FieldSchema, language: 'zh-CN' | 'en'): readonly string[] =>
  pathTo(option, wordsOf(field).byId, language);

/** Words that mean this option and no other of the field: its title, or its path where an option before it has the same title. */
export const optionWordsOf = (option: Option, field: FieldSchema, language: 'zh-CN' | 'en'): string => {
  const title = titleIn(option, language);
  if (option['x-parent'] === undefined || optionNamed(field, title) === option) return title;
  return optionPath(option, field, language).join(separator);
};

/** Between the titles of a path; people may also type > or /. */
const separator = ' › ';

const optionWords = new WeakMap<FieldSchema, OptionWords>();

/** The option a word means: its title in either language, its id, or its path; a word that is none is answered as undefined. */
export const optionNamed = (field: FieldSchema, word: string): Option | undefined => {
  const { titles, ids, paths, meant } = wordsOf(field);
  if (meant.has(word)) return meant.get(word);
  const wanted = foldWord(word);
  const option = titles.get(wanted) ?? ids.get(word.trim()) ?? paths.get(wanted.split(/\s*[›>/]\s*/).join(separator));
  if (meant.size >= mostMeant) meant.clear();
  if (word.length <= longestMeant) meant.set(word, option);
  return option;
};

const mostMeant = 4_000;
const longestMeant = 100;

/** Unset passes; within a list the type of its items refuses it. */
const isMember = (ids: readonly string[]) => ({ enum: [...ids, null], 'x-problem': 'unknown-option' });

/** Which ids a schema admits: new records never take retired ones, stored rows may hold them. */
export const optionSchema = (field: FieldSchema, purpose: 'judge' | 'record' | 'create') => {
  const options = purpose === 'create' ? optionsOf(field).filter((option) => option.deprecated !== true) : optionsOf(field);
  if (purpose === 'judge') return { allOf: [isMember(options.map((option) => option.const))] };
  return { oneOf: options.map((option) => ({ const: option.const, title: option.title })) };
};

/** Retired options are refused by name, with their successor where there is one. */
export const judgeRetired = (ids: readonly string[], field: FieldSchema): readonly Problem[] =>
  ids.flatMap((id) => {
    const option = optionsOf(field).find((candidate) => candidate.const === id);
    if (option?.deprecated !== true) return [];
    const successor = optionsOf(field).find((candidate) => candidate.const === option['x-replaced-by']);
    return [successor ? problem('replaced-option', '', { option, successor }) : problem('retired-option', '', { option })];
  });

/** Whether the option above exists and is not below this one. */
const hangs = (option: Option, byId: ReadonlyMap<string, Option>): boolean =>
  byId.has(option['x-parent'] ?? '') && !optionsAbove(option, byId).includes(option);

/** Places of words that stand earlier already; lists of options are long. */
const repeats = (words: readonly string[]): ReadonlySet<number> => {
  const seen = new Set<string>();
  return new Set(
    words.flatMap((word, index) => {
      if (seen.has(word)) return [index];
      seen.add(word);
      return [];
    }),
  );
};

const wordBelow = (option: Option, word: string): string => JSON.stringify([option['x-parent'], foldWord(word)]);

/** English words that another option of the same parent goes by, in either language: what is exported in English must come back as it was. */
const englishAgain = (options: readonly Option[]): ReadonlySet<number> => {
  const owners = new Map<string, Set<Option>>();
  for (const option of options)
    for (const word of optionTitles(option)) {
      const place = wordBelow(option, word);
      owners.set(place, (owners.get(place) ?? new Set()).add(option));
    }
  return new Set(
    options.flatMap((option, index) => {
      const english = option['x-en']?.title;
      return english !== undefined && (owners.get(wordBelow(option, english))?.size ?? 0) > 1 ? [index] : [];
    }),
  );
};

/** Ids are used once, words (in either language) once below the same parent; successors and parents exist; at least one option is open. */
export const checkOptions = (field: FieldSchema): readonly Problem[] => {
  const at = field.oneOf === undefined ? ['items', 'oneOf'] : ['oneOf'];
  const options = optionsOf(field);
  const path = (index: number, step: string) => pointer(...at, index, step);
  const byId = new Map(options.map((option) => [option.const, option]));
  const again = {
    id: repeats(options.map((option) => option.const)),
    title: repeats(options.map((option) => wordBelow(option, option.title))),
  };
  const english = englishAgain(options);
  return [
    ...options.flatMap((option, index) => [
      ...(again.id.has(index) ? [problem('option-twice', path(index, 'const'), { option: option.const })] : []),
      ...(again.title.has(index) ? [problem('option-title-twice', path(index, 'title'), { option: option.title })] : []),
      ...(english.has(index) && !again.title.has(index)
        ? [problem('option-title-twice', pointer(...at, index, 'x-en', 'title'), { option: option['x-en']?.title ?? '' })]
        : []),
      ...(option['x-replaced-by'] !== undefined && !options.some((other) => other.const === option['x-replaced-by'] && other !== option)
        ? [problem('no-such-option', path(index, 'x-replaced-by'), { option: option['x-replaced-by'] })]
        : []),
      ...(option['x-parent'] !== undefined && !hangs(option, byId)
        ? [problem('option-parent', path(index, 'x-parent'), { option, parent: option['x-parent'] })]
        : []),
    ]),
    ...(options.length > 0 && options.every((option) => option.deprecated === true) ? [problem('no-open-option', pointer(...at))] : []),
  ];
};
