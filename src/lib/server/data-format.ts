import type { Database } from '#usecases/ports/database.ts';
import { readSetting } from '#usecases/person/setting.ts';
import { StartRefused } from '#server/pocketbase/start-refused.ts';

/** Raised by a version whose data the one before would misread; data without a mark has the first. */
const ourFormat = 1;

/** An older program on the data of a newer one would drop what it does not know. Throws StartRefused data-newer. */
export const requireFormat = async (db: Database): Promise<void> => {
  const format = Number((await readSetting({ db }, 'format')) || 1);
  if (!(format <= ourFormat)) throw new StartRefused('data-newer', { found: format, known: ourFormat });
};
