import { type Language, languageCookie } from '#messages/language.ts';
import { type Theme, themeAttribute, themeCookie } from './theme.ts';

const year = 31_536_000;

const remember = (name: string, value: string): void => {
  document.cookie = `${name}=${value}; path=/; max-age=${year}; samesite=lax`;
};

export const currentTheme = (): Theme => {
  const theme = themeAttribute(document.documentElement.dataset['theme']);
  return theme === '' ? 'system' : theme;
};

export const applyTheme = (theme: Theme): void => {
  remember(themeCookie, theme);
  document.documentElement.dataset['theme'] = themeAttribute(theme);
};

export const toggleTheme = (): void => {
  const chosen = currentTheme();
  const dark = chosen === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
  applyTheme(dark ? 'light' : 'dark');
};

/** The page is loaded anew: only one language is shipped at a time. */
export const applyLanguage = (language: Language): void => {
  remember(languageCookie, language);
  location.reload();
};
