import type { Words } from '#core/definition/definition.ts';
import type { Language } from '#messages/language.ts';

interface Titled {
  readonly title: string;
  readonly description?: string;
  readonly 'x-en'?: Words;
}

/** The title of a table, section, field, option or view in the language of the page; zh-CN where there is no other. */
export const titleOf = (titled: Titled, language: Language): string =>
  (language === 'en' ? titled['x-en']?.title : undefined) ?? titled.title;

/** Help text in the language of the page. */
export const descriptionOf = (titled: Titled, language: Language): string | undefined =>
  (language === 'en' ? titled['x-en']?.description : undefined) ?? titled.description;
