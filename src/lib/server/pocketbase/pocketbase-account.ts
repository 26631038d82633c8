import { askSdk, openSdk } from './open-sdk.ts';
import { openPocketbaseClient, type ServiceAccount } from './pocketbase-client.ts';

/** Whether a PocketBase answers at this address, now. */
export async function isHealthy(address: string): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(1_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false; // not yet or no longer there: that is the answer
  }
}

/** PocketBase would mail each new sign-in of the service account, and wait for that mail. */
export async function closeSignInAlerts(account: ServiceAccount): Promise<void> {
  const client = openPocketbaseClient(account);
  try {
    await askSdk(() => openSdk(client).collections.update('_superusers', { authAlert: { enabled: false } }));
  } finally {
    await client.close();
  }
}
