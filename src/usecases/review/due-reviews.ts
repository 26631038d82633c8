import { localDay } from '#core/field/calendar.ts';
import { canManageTables } from '#core/permission/rights.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { listTables } from '#usecases/table/list-tables.ts';

export interface DueReview {
  readonly table: string;
  readonly title: string;
  /** The day it was wanted for. */
  readonly day: string;
}

/** Tables whose next review is due, for people who may hold it; nobody else is told. */
export const dueReviews = async (world: World, caller: Caller): Promise<readonly DueReview[]> => {
  if (!canManageTables(caller)) return [];
  const titles = new Map(listTables(world, caller).map(({ key, title }) => [key, title]));
  const due = await world.db.read<readonly [tbl: string, day: string]>({
    text: `select json_array(tbl, next) as j from (select tbl, next_at as next, row_number() over (partition by tbl order by created_at desc, rowid desc) as place from b_reviews where state in ('open', 'done')) where place = 1 and next <> '' and next <= :today order by next limit 200`,
    params: { today: localDay(world.now(), world.zone) },
  });
  return due.flatMap(([table, day]) => {
    const title = titles.get(table);
    return title === undefined ? [] : [{ table, title, day }];
  });
};
