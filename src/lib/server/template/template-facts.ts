import type { Definition } from '#core/definition/definition.ts';
import { titleIn } from '#core/naming.ts';
import type { Language } from '#messages/language.ts';

/** A shipped table as a person chooses among them. */
export const templateFacts = (language: Language) => (definition: Definition) => {
  const words = { ...definition, ...(language === 'en' ? definition['x-en'] : {}) };
  return {
    key: definition.key,
    title: titleIn(definition, language),
    description: words.description ?? '',
    fields: Object.keys(definition.record.properties).length,
    views: definition.views.length,
    reminders: definition.reminders.length,
  };
};
