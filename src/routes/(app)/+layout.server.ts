import { redirect } from '@sveltejs/kit';
import { canManagePeople, canManageTables } from '#core/permission/rights.ts';
import { places } from '#ui/shell/places.ts';
import { demoSize } from '#usecases/demo/demo-size.ts';
import { needsSetUp } from '#usecases/person/set-up.ts';
import { readSetting } from '#usecases/person/setting.ts';
import { dueReviews } from '#usecases/review/due-reviews.ts';
import { listTables } from '#usecases/table/list-tables.ts';
import type { LayoutServerLoad } from './$types.ts';

/** Every page inside asks for somebody who is signed in; the address comes back after it. */
export const load: LayoutServerLoad = async ({ locals: { caller, running, language }, url, depends }) => {
  const { world } = running;
  if (!caller) redirect(303, needsSetUp(world) ? places.setUp : `${places.signIn}?to=${encodeURIComponent(url.pathname + url.search)}`);
  depends('app:tables');
  const mayManage = canManageTables(caller);
  const [demo, due, firm] = await Promise.all([
    canManagePeople(caller) ? demoSize(world) : undefined,
    dueReviews(world, { ...caller, language }),
    readSetting(world, 'firm'),
  ]);
  return {
    /** Rows of the samples that an administrator may remove. */
    demo,
    due,
    frame: {
      firm,
      me: { id: caller.id, name: caller.name, email: caller.email, role: caller.role },
      tables: listTables(world, { ...caller, language }).map(({ key, title }) => ({ key, title })),
      may: { makeTables: mayManage, managePeople: canManagePeople(caller), seeBin: mayManage },
    },
  };
};
