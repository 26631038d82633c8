import { titleIn } from '#core/naming.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { openTable } from '#usecases/table/open-table.ts';

export interface TableLine {
  readonly key: string;
  readonly title: string;
  readonly revision: number;
}

/** The tables a caller can work in, oldest first. */
export const listTables = (world: World, caller: Caller): readonly TableLine[] =>
  world.tables.all().flatMap((entry) => {
    const access = openTable(world, caller, entry.key);
    return access ? [{ key: entry.key, title: titleIn(entry.table.definition, caller.language), revision: entry.table.revision }] : [];
  });
