import { expect, it } from 'vitest';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openWorld } from '#server/wire.ts';
import { writeSetting } from '#usecases/person/setting.ts';
import { zone } from '#support/test-people.ts';

it('data of a newer version is refused in words, data of this one is opened', async () => {
  const db = openMemoryDatabase();
  await db.write([writeSetting('format', '1')]);
  (await openWorld(db, zone)).stop();
  for (const format of ['2', 'odd']) {
    await db.write([writeSetting('format', format)]);
    await expect(openWorld(db, zone)).rejects.toMatchObject({ name: 'StartRefused', problem: { code: 'data-newer' } });
  }
});
