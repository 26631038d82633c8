import { error } from '@sveltejs/kit';
import { uniqueFields } from '#usecases/import/find-existing.ts';
import type { PageServerLoad } from './$types.ts';
import { tableScene } from '../table-scene.ts';

export const load: PageServerLoad = (event) => {
  const { access } = tableScene(event);
  if (!access.rights.import) error(403);
  const isEnglish = event.locals.language === 'en';
  const titleOf = (words: { readonly title: string; readonly 'x-en'?: { readonly title?: string } }): string =>
    (isEnglish ? words['x-en']?.title : undefined) ?? words.title;
  return {
    key: access.key,
    title: titleOf(access.table.definition),
    fields: access.table.fields.map(({ key, schema, type }) => ({ key, title: titleOf(schema), type: type.name })),
    unique: uniqueFields(access.table).map((field) => field.key),
  };
};
