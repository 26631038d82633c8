import { sayProblems } from '#server/http/problem-response.ts';
import { listRequest, readViewState } from '#ui/list/view-state.ts';
import { listRows, listTotals } from '#usecases/view/list-rows.ts';
import { listPersonalViews } from '#usecases/view/personal-view.ts';
import { tableScene } from './table-scene.ts';
import type { PageServerLoad } from './$types.ts';

const nothing = { rows: [], next: null, regionWords: {} };

/** The first page is in the answer; its totals follow as soon as they are counted. */
export const load: PageServerLoad = async (event) => {
  event.depends('app:rows');
  const { world, access } = tableScene(event);
  const state = readViewState(event.url.searchParams, access.table, await listPersonalViews(world, access));
  const request = listRequest(state, access.table);
  const page = await listRows(world, access, request);
  const refusal = page.ok ? undefined : page.refusal;
  const problems = refusal?.kind === 'refused' ? await sayProblems(refusal.problems, event.locals.language, access.table) : [];
  const totals = page.ok ? listTotals(world, access, request).then((found) => (found.ok ? found.value : null)) : Promise.resolve(null);
  totals.catch(() => undefined); // the page itself says that the foot is missing
  return {
    state,
    page: page.ok ? page.value : nothing,
    problems,
    totals,
    phone: event.request.headers.get('sec-ch-ua-mobile') === '?1' || /Mobi/.test(event.request.headers.get('user-agent') ?? ''),
  };
};
