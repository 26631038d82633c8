import { error } from '@sveltejs/kit';
import { titleIn } from '#core/naming.ts';
import { uniqueFields } from '#usecases/import/find-existing.ts';
import type { PageServerLoad } from './$types.ts';
import { tableScene } from '../table-scene.ts';

export const load: PageServerLoad = (event) => {
  const { access } = tableScene(event);
  if (!access.rights.import) error(403);
  const { language } = event.locals;
  return {
    key: access.key,
    title: titleIn(access.table.definition, language),
    fields: access.table.fields.map(({ key, schema, type }) => ({ key, title: titleIn(schema, language), type: type.name })),
    unique: uniqueFields(access.table).map((field) => field.key),
  };
};
