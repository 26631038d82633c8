import { fill } from '#messages/fill.ts';
import type { Command } from '../command.ts';
import { runningDashboard } from '../open-data.ts';

/** Where PocketBase's own pages are; the password stays in its file. */
export const dashboard: Command = {
  name: 'dashboard',
  words: 'dashboardWords',
  positionals: [],
  flags: {},
  run: async (_given, { messages, say }) => {
    const { address, email, file } = await runningDashboard();
    say(fill(messages.cli.dashboardAddress, { address }));
    say(fill(messages.cli.dashboardAccount, { email, file }));
    return true;
  },
};
