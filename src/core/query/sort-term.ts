import { findField } from '#core/condition/condition-field.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { orderColumn } from '#core/compile/plan-collection.ts';
import { optionsOf } from '#core/field/option-rules.ts';

/** One key of an order. `value` is never NULL where `unset` is absent; rows where `unset` holds come last in both directions. */
export interface SortTerm {
  readonly key: string;
  readonly descending: boolean;
  readonly value: string;
  readonly set?: string;
  readonly unset?: string;
}

const quoted = (id: string): string => `'${id.replaceAll("'", "''")}'`;

/** The terms of `-last_follow_up,name`-like keys; unknown keys are the caller's fault and are left out. */
export const sortTerms = (table: CompiledTable, sort: readonly string[]): readonly SortTerm[] =>
  sort.flatMap((word) => {
    const descending = word.startsWith('-');
    const key = descending ? word.slice(1) : word;
    const field = findField(table, key);
    if (!field) return [];
    if (key.startsWith('$')) return [{ key, descending, value: `t.${field.column}` }];
    if (field.type.ordering === 'option')
      return [
        {
          key,
          descending,
          ...optionRank(
            field.column,
            optionsOf(field.schema).map((option) => option.const),
          ),
        },
      ];
    if (field.type.ordering === 'person') return [{ key, descending, ...personName(field.column) }];
    const compiled = table.field(key);
    const value = `t.${compiled ? orderColumn(compiled) : field.column}`;
    return [{ key, descending, value, ...presence(value, field.type.storage) }];
  });

const presence = (value: string, storage: 'text' | 'json') =>
  storage === 'json' ? { set: `${value} is not null`, unset: `${value} is null` } : { set: `${value} > ''`, unset: `${value} = ''` };

const optionRank = (column: string, ids: readonly string[]) => ({
  value:
    ids.length === 0 ? '0' : `(case t.${column} ${ids.map((id, at) => `when ${quoted(id)} then ${at}`).join(' ')} else ${ids.length} end)`,
  set: `t.${column} <> ''`,
  unset: `t.${column} = ''`,
});

const personName = (column: string) => ({
  value: `coalesce((select p.name_sort from b_people p where p.id = t.${column}), '')`,
  set: `t.${column} <> ''`,
  unset: `t.${column} = ''`,
});

export const isSortable = (table: CompiledTable, word: string): boolean => sortTerms(table, [word]).length === 1;
