import type { Bind } from '#core/condition/condition-to-sql.ts';
import { lineName } from '#core/compile/cell-line.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { foldForSearch, initialsOf, type Pinyin } from '#core/compile/search-text.ts';
import type { Values } from '#core/definition/definition.ts';
import type { FieldType } from '#core/field/contract.ts';
import { phoneDigits } from '#core/field/phone.ts';

/** A searchable place of a row: a field or one of its kept lines. */
interface Place {
  readonly name: string;
  readonly column: string;
  readonly type: FieldType;
}

/** Everything of a table that a search looks through. */
export const wordPlaces = (table: CompiledTable): readonly Place[] =>
  table.fields.flatMap((field) =>
    [
      { name: field.key, column: field.column, type: field.type },
      ...field.kept.map(({ line, column, type }) => ({ name: lineName(field.key, line), column, type })),
    ].filter(({ type }) => type.searchable),
  );

/** Characters that folding neither removes nor makes ASCII: a text of these alone holds a fragment just where SQL finds it. */
const plain = '!#-~一-鿿、-。';
/** What folding makes ASCII or leaves: of no account for a fragment without ASCII. */
const wide = '〃-〿！-～–-”…';

export interface WordTests {
  /** Holds the fragment as SQL sees it. */
  readonly sure: string;
  /** May hold it by folding, by the digits of a phone, or by the sounds of a text. */
  readonly maybe: string;
}

/**
 * Tests over `t` of the columns of a table for a folded fragment: rows that meet neither hold it nowhere. The index of search words holds
 * those of every field, so it is not asked at all: how long a search takes tells nothing of fields outside the table.
 */
export const wordTests = (table: CompiledTable, fragment: string, bind: Bind): WordTests => {
  const places = wordPlaces(table);
  if (fragment === '' || places.length === 0) return { sure: '0', maybe: '0' };
  const latin = /[a-z]/.test(fragment) ? places.filter(({ type }) => type.name === 'text') : [];
  const phones = /^[0-9]+$/.test(fragment) ? places.filter(({ type }) => type.name === 'phone') : [];
  const others = places.filter((place) => !latin.includes(place) && !phones.includes(place));
  const outside = (of: readonly Place[], set: string): readonly string[] =>
    of.length === 0 ? [] : [`${joined(of)} glob ${bind(`*[^${gap} ${set}]*`)}`];
  return {
    sure: `instr(lower(replace(${joined(places)}, ' ', '')), ${bind(fragment)}) > 0`,
    maybe: `(${[...outside(others, /[!-~]/.test(fragment) ? plain : plain + wide), ...outside(latin, '!-~'), ...outside(phones, '0-9')].join(' or ')})`,
  };
};

/** Stands between the texts of a row; no value and no fragment holds it. */
const gap = '\u0001';

const joined = (places: readonly Place[]): string => places.map(({ column }) => `t.${column}`).join(` || '${gap}' || `);

/** Whether a row holds a folded fragment in a field of the table: what `searchText` would hold, without making all of it. */
export const holdsWord = (
  table: CompiledTable,
  values: Values,
  { fragment, pinyin }: { readonly fragment: string; readonly pinyin: Pinyin },
): boolean =>
  wordPlaces(table).some(({ name, type }) => {
    const value = values[name];
    if (typeof value !== 'string' || value === '') return false;
    if (foldForSearch(value).includes(fragment)) return true;
    if (type.name === 'phone') return phoneDigits(value).includes(fragment);
    return type.name === 'text' && initialsOf(value, pinyin).includes(fragment);
  });
