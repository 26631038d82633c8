import { buildApp } from './build-app.mjs';
import { endWithNpm } from './end-with-npm.mjs';
import { fetchPocketbase } from './fetch-pocketbase.mjs';
import { installPackages } from './install-packages.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { requireNode } from './project.mjs';
import { requirePort, runServer } from './run-server.mjs';
import { requireSettings } from './settings.mjs';
import { endRunning, Stopped, tell } from './tell.mjs';

/** Makes sure of everything the server needs, then runs it. */
async function start() {
  requireNode();
  endWithNpm();
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  requireSettings(process.env);
  await requirePort();
  const pocketbase = await oneAtATime(async () => {
    await installPackages();
    const path = await fetchPocketbase();
    await buildApp();
    return path;
  });
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt); // from here on the server is ended in order
  return runServer(pocketbase);
}

/** Ctrl-C while preparing: what was started for it ends too. */
function interrupt() {
  endRunning();
  process.exit(130);
}

try {
  process.exitCode = await start();
} catch (error) {
  if (!(error instanceof Stopped)) throw error;
  tell(error.message);
  process.exitCode = 1;
}
