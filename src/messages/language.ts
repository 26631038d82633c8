/** Languages of the interface; the first is the base. */
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** Cookie that holds the language a person chose. */
export const languageCookie = 'biaoli_language';

/** Names of the languages, each in itself. */
export const languageNames: Readonly<Record<Language, string>> = { 'zh-CN': '中文', en: 'English' };

const isLanguage = (text: string | undefined): text is Language => languages.some((language) => language === text);

/** The chosen language, else English for a browser that asks for it before Chinese, else zh-CN. */
export const chooseLanguage = (cookie: string | undefined, acceptLanguage: string | null): Language => {
  if (isLanguage(cookie)) return cookie;
  const wanted = (acceptLanguage ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  const first = wanted.find((tag) => tag === 'zh' || tag === 'en');
  return first === 'en' ? 'en' : 'zh-CN';
};
