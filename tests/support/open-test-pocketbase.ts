import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pocketbasePath } from '#server/config.ts';
import { startPocketbase, type StartedPocketbase } from '#server/pocketbase/supervise-pocketbase.ts';

/** The binary the tests run: BIAOLI_POCKETBASE, else the one `npm test` fetched. */
export const testBinary = (): string => resolve(process.env['BIAOLI_POCKETBASE'] || pocketbasePath);

/** An empty folder of its own below the system's temporary folder. */
export const makeTestFolder = (): string => mkdtempSync(join(tmpdir(), 'biaoli-test-'));

/** A real PocketBase on an empty folder; `stop` also removes the folder. */
export async function openTestPocketbase(): Promise<StartedPocketbase> {
  const data = makeTestFolder();
  const started = await startPocketbase({ data, binary: testBinary(), log: () => undefined });
  return {
    ...started,
    async stop() {
      await started.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
