import type { Statement } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';

export type SettingName = 'firm' | 'stamp' | 'demo' | 'format';

export const writeSetting = (name: SettingName, value: string): Statement => ({
  text: 'insert into b_settings (id, value) values (:name, :value) on conflict (id) do update set value = excluded.value',
  params: { name, value },
});

/** '' when it was never set. */
export const readSetting = async (world: Pick<World, 'db'>, name: SettingName): Promise<string> => {
  const [row] = await world.db.read<readonly [string]>({
    text: 'select json_array(value) as j from b_settings where id = :name',
    params: { name },
  });
  return row?.[0] ?? '';
};

/** Marks that tables or people changed, so that other processes read them anew. Part of the unit that changes them. */
export const stampChange = (world: Pick<World, 'newId'>): Statement => writeSetting('stamp', world.newId());
