import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { readRunning } from './service-file.ts';

/** Ends the PocketBase that a killed server left on this data folder. Only a process whose command line names the folder is touched. */
export async function endOrphan(data: string, folder: string): Promise<boolean> {
  const pid = readRunning(data)?.pid;
  if (pid === undefined || !commandLine(pid).includes(folder)) return false;
  process.kill(pid, 'SIGTERM');
  for (let tries = 0; tries < 60 && commandLine(pid) !== ''; tries++) await wait(50);
  if (commandLine(pid) !== '') process.kill(pid, 'SIGKILL');
  return true;
}

/** '' for a process that is not there. */
function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return ''; // gone: that is the answer
  }
}
