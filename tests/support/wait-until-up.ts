import type { ChildProcess } from 'node:child_process';

const isUp = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    (response) => response.ok,
    () => false,
  );

/** Asks a server that is starting until it answers; an error where it ends instead. `output`: what it said so far. */
export const waitUntilUp = async (url: string, child: ChildProcess, output: () => string = () => ''): Promise<void> => {
  while (!(await isUp(url))) {
    if (child.exitCode !== null) throw new Error(`the server ended at once (${child.exitCode}): ${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};
