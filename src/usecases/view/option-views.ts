import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { leavesOf, type Condition } from '#core/condition/condition.ts';
import type { FieldSource } from '#core/condition/condition-field.ts';
import { listOf } from '#core/condition/operand.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import type { World } from '#usecases/ports/world.ts';

/** A view that somebody keeps for themselves and whose filter names options: whose it is, and the options as `field/id`. Nothing else of it is told. */
export interface OptionView {
  readonly person: string;
  readonly options: readonly string[];
}

/** The saved views of all people that filter by an option of the table. */
export const optionViews = async (
  world: Pick<World, 'db'>,
  table: Pick<CompiledTable, 'key'> & Pick<FieldSource, 'field'>,
): Promise<readonly OptionView[]> => {
  const rows = await world.db.read<readonly [string, Condition]>({
    text: `select json_array(person, json(json_extract(document, '$.filter'))) as j from b_views where tbl = :table and json_extract(document, '$.filter') is not null order by id limit 5000`,
    params: { table: table.key },
  });
  return rows.flatMap(([person, filter]) => {
    const options = leavesOf(filter).flatMap(({ field: key, value }) => {
      const field = table.field(key);
      const known = field ? optionsOf(field.schema) : [];
      return known.filter((option) => listOf(value).includes(option.const)).map((option) => `${key}/${option.const}`);
    });
    return options.length === 0 ? [] : [{ person, options: [...new Set(options)] }];
  });
};
