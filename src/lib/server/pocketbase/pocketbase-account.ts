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
  const body = { authAlert: { enabled: false } };
  const answer = await client.send({ method: 'PATCH', path: '/api/collections/_superusers', body, repeatable: true });
  await client.close();
  if (answer.status !== 200) throw new Error(`PocketBase refused to switch sign-in mails off: ${answer.text.slice(0, 500)}`);
}
