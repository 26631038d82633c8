import { isBehind, type OptionSet } from '#core/definition/option-set.ts';
import type { Caller, World } from '#usecases/ports/world.ts';

/** A field of a live definition whose options were taken from a set. */
export interface OptionSetUse {
  readonly table: string;
  readonly tableTitle: string;
  readonly field: string;
  readonly fieldTitle: string;
  /** The set has changed since the field took its options. */
  readonly behind: boolean;
}

/** Where a set is used, tables in the bin left out. */
export const usesOf = (world: World, caller: Caller, set: OptionSet): readonly OptionSetUse[] =>
  world.tables.all().flatMap(({ state, table: { key: table, definition } }) =>
    state === 'bin'
      ? []
      : Object.entries(definition.record.properties).flatMap(([field, schema]) =>
          schema['x-option-set'] === set.key
            ? [
                {
                  table,
                  tableTitle: titleOf(definition, caller),
                  field,
                  fieldTitle: titleOf(schema, caller),
                  behind: isBehind(schema, set),
                },
              ]
            : [],
        ),
  );

interface Titled {
  readonly title: string;
  readonly 'x-en'?: { readonly title?: string };
}

const titleOf = (titled: Titled, { language }: Caller): string =>
  language === 'en' ? (titled['x-en']?.title ?? titled.title) : titled.title;
