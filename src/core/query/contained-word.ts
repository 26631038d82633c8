import { isAll, isLeaf, type Condition, type Leaf } from '#core/condition/condition.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { foldForSearch } from '#core/compile/search-text.ts';
import { phoneDigits } from '#core/field/phone.ts';

/** Characters that folding leaves alone wherever they stand, so that a text holding them is surely found by the full-text index. */
const plain = /^[\p{Script=Han}A-Za-z0-9]+$/u;
const wordTypes = new Set(['text', 'long-text', 'phone', 'email', 'url']);

/**
 * A folded word that every row of a filter must hold in its search words; undefined where the filter asks for none. Rows are still
 * tested by the filter itself: the word only lets the full-text index find them.
 */
export const containedWord = (filter: Condition | undefined, table: CompiledTable): string | undefined => {
  const words = leavesOf(filter).flatMap((leaf) => wordOf(leaf, table) ?? []);
  return words.reduce<string | undefined>(
    (longest, word) => (longest === undefined || word.length > longest.length ? word : longest),
    undefined,
  );
};

/** The leaves that must all hold. */
const leavesOf = (filter: Condition | undefined): readonly Leaf[] => {
  if (filter === undefined) return [];
  if (isAll(filter)) return filter.all.flatMap(leavesOf);
  return isLeaf(filter) ? [filter] : [];
};

const wordOf = (leaf: Leaf, table: CompiledTable): string | undefined => {
  const field = table.field(leaf.field);
  if (!field || !wordTypes.has(field.type.name) || typeof leaf.value !== 'string') return undefined;
  if (leaf.op !== 'contains' && leaf.op !== 'starts' && leaf.op !== 'is') return undefined;
  const word = field.type.name === 'phone' ? phoneDigits(leaf.value) : leaf.value;
  const folded = foldForSearch(word);
  return plain.test(word) && folded === word.toLowerCase() && word.length <= 30 ? folded : undefined;
};
