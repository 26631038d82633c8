import { fill } from '#messages/fill.ts';
import { messages } from '#messages/zh-CN/messages.ts';
import type { Running } from '#server/running.ts';
import { demoParts } from '#server/template/demo-parts.ts';
import { loadDemo } from '#usecases/demo/load-demo.ts';
import { readSetting } from '#usecases/person/setting.ts';
import { needsSetUp, setUp } from '#usecases/person/set-up.ts';
import type { Caller } from '#usecases/ports/world.ts';

const words = messages.console;

/** Brings fresh data to what the environment asks for; answers the lines for the console. */
export const prepare = async (running: Running): Promise<readonly string[]> => [
  ...(await prepareAdministrator(running)),
  ...(running.config.demo ? await prepareDemo(running) : []),
];

const prepareAdministrator = async ({ config, world, setUpCode }: Running): Promise<readonly string[]> => {
  if (!needsSetUp(world)) return [];
  if (!config.admin) return [fill(words.code, { address: `${config.publicUrl}/set-up`, code: setUpCode })];
  const made = await setUp(world, { ...config.admin, name: words.administratorName, firm: words.firm });
  if (!made.ok) throw new Error(`the administrator of the settings was refused: ${JSON.stringify(made.refusal)}`); // they were judged before
  return [fill(words.administrator, { email: config.admin.email })];
};

/** The start itself loads the demonstration: nobody is signed in yet. */
const starter: Caller = { id: '', role: 'admin', team: '', name: '', email: '', language: 'zh-CN', door: 'cli' };

/** Only into data that never had it: a start after 一键移除 does not bring it back. */
const prepareDemo = async ({ config, world }: Running): Promise<readonly string[]> => {
  if ((await readSetting(world, 'demo')) !== '') return [];
  const password = config.demoPassword ?? world.secrets.newToken().slice(0, 12);
  const loaded = await loadDemo(world, starter, demoParts(messages.start.demoNote, password));
  if (!loaded.ok) return [words.notAdded];
  const { tables, rows, people } = loaded.value;
  return [fill(words.demoMade, { tables, rows }), fill(words.demoPeople, { people, password })];
};
