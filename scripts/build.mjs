import { buildApp } from './build-app.mjs';
import { Stopped, tell } from './tell.mjs';

try {
  await buildApp();
} catch (error) {
  if (!(error instanceof Stopped)) throw error;
  tell(error.message);
  process.exitCode = 1;
}
