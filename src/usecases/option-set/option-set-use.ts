import { isBehind, type OptionSet } from '#core/definition/option-set.ts';
import { titleIn } from '#core/naming.ts';
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
                  tableTitle: titleIn(definition, caller.language),
                  field,
                  fieldTitle: titleIn(schema, caller.language),
                  behind: isBehind(schema, set),
                },
              ]
            : [],
        ),
  );
