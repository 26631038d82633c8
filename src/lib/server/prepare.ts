import { fill } from '#messages/fill.ts';
import { messages } from '#messages/zh-CN/messages.ts';
import type { Running } from '#server/running.ts';
import { needsSetUp, setUp } from '#usecases/person/set-up.ts';
import { writeError } from '#server/log.ts';

/** Brings fresh data to what the environment asks for; answers the lines for the console. */
export const prepare = async (running: Running): Promise<readonly string[]> => {
  const { config, world, setUpCode } = running;
  const words = messages.console;
  if (!needsSetUp(world)) return [];
  if (!config.admin) return [fill(words.code, { address: `${config.publicUrl}/set-up`, code: setUpCode })];
  const made = await setUp(world, { ...config.admin, name: words.administratorName, firm: words.firm });
  if (!made.ok) {
    writeError('set-up', made.refusal);
    return [];
  }
  return [fill(words.administrator, { email: config.admin.email })];
};
