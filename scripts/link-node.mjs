import { existsSync, symlinkSync } from 'node:fs';
import { inProject } from './project.mjs';

/** Some versions of npm (10) leave out the link to the Node of node_modules, and `npm run` would then take the system's. */
export function linkNode() {
  const link = inProject('node_modules', '.bin', 'node');
  const target = `../node-linux-${process.arch}/bin/node`;
  if (existsSync(link) || !existsSync(inProject('node_modules', '.bin', target))) return;
  symlinkSync(target, link);
}
