import type { Words } from '#core/definition/definition.ts';
import { titleIn } from '#core/naming.ts';
import type { Language } from '#messages/language.ts';

interface Described {
  readonly description?: string;
  readonly 'x-en'?: Words;
}

/** The title of a table, section, field, option or view in the language of the page. */
export const titleOf = titleIn;

/** Help text in the language of the page. */
export const descriptionOf = (titled: Described, language: Language): string | undefined =>
  (language === 'en' ? titled['x-en']?.description : undefined) ?? titled.description;
