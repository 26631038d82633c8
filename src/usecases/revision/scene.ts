import { localDay } from '#core/field/calendar.ts';
import type { ClassifyScene } from '#core/record/classify-row.ts';
import type { World } from '#usecases/ports/world.ts';
import type { Mappings } from '#usecases/revision/revision.ts';
import { lookupOf } from '#usecases/table/open-table.ts';

/** Where rows are judged and converted: in the tables' own language, whoever asks. */
export const classifySceneOf = (world: World, by: { readonly id: string; readonly team: string }, mappings: Mappings): ClassifyScene => ({
  lookup: lookupOf(world, 'zh-CN'),
  asker: { today: localDay(world.now(), world.zone), zone: world.zone, me: by.id, team: [by.id, ...world.directory.teamOf(by.team)] },
  mappings,
});

/** The day by which lines are kept, in UTC as the table store reads it. */
export const todayOf = (world: Pick<World, 'now'>): string => new Date(world.now()).toISOString().slice(0, 10);
