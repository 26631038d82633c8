import { expect, it } from 'vitest';
import { provesConditions } from '#support/condition-property.ts';
import { openTestPocketbase } from '#support/open-test-pocketbase.ts';

it('SQL and predicate choose the same rows on PocketBase', async () => {
  const { database, stop } = await openTestPocketbase();
  try {
    const { telling } = await provesConditions(database, { rows: 80, runs: 600 });
    expect(telling).toBeGreaterThan(200);
  } finally {
    await stop();
  }
}, 60_000);
