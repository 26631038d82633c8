import { error, fail, redirect } from '@sveltejs/kit';
import type { Definition } from '#core/definition/definition.ts';
import { canManagePeople, canManageTables } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import type { Language } from '#messages/language.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { formText } from '#server/http/form-text.ts';
import { refusalProblems } from '#server/http/refusal-problems.ts';
import { demoParts } from '#server/template/demo-parts.ts';
import { shippedTables } from '#server/template/templates.ts';
import { places } from '#ui/shell/places.ts';
import type { TemplateFacts } from '#ui/start/start-facts.ts';
import { loadDemo } from '#usecases/demo/load-demo.ts';
import { createTable } from '#usecases/table/create-table.ts';
import { nameFreely } from '#usecases/table/name-freely.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = ({ locals: { caller, running, language } }) => {
  if (!caller || !canManageTables(caller)) error(403);
  const isFirst = running.world.tables.all().length === 0;
  return { templates: shippedTables().map(factsIn(language)), isFirst, mayDemo: isFirst && canManagePeople(caller) };
};

const factsIn =
  (language: Language) =>
  (definition: Definition): TemplateFacts => ({
    key: definition.key,
    title: (language === 'en' ? definition['x-en']?.title : undefined) ?? definition.title,
    description: (language === 'en' ? definition['x-en']?.description : undefined) ?? definition.description ?? '',
    fields: Object.keys(definition.record.properties).length,
    views: definition.views.length,
    reminders: definition.reminders.length,
  });

export const actions: Actions = {
  template: async ({ locals: { caller, running, language }, request }) => {
    if (!caller) return fail(401, { problems: [problem('sign-in-needed')] });
    const wanted = formText(await request.formData(), 'template');
    const shipped = shippedTables().find((definition) => definition.key === wanted);
    if (!shipped) return fail(404, { problems: [problem('not-found')] });
    const note = (await loadMessages(language)).start.templateNote;
    const definition = nameFreely(running.world, shipped);
    const made = await createTable(running.world, caller, { definition, note, state: 'live', importId: '' });
    if (!made.ok) return fail(422, { problems: refusalProblems(made.refusal) });
    redirect(303, places.table(made.value.key));
  },
  demo: async ({ locals: { caller, running, language } }) => {
    if (!caller) return fail(401, { problems: [problem('sign-in-needed')] });
    const password = running.config.demoPassword ?? running.world.secrets.newToken().slice(0, 12);
    const note = (await loadMessages(language)).start.demoNote;
    const loaded = await loadDemo(running.world, caller, demoParts(note, password));
    if (!loaded.ok) return fail(422, { problems: refusalProblems(loaded.refusal) });
    return { demo: { ...loaded.value, password } };
  },
};
