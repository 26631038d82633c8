/** Light and dark are chosen per browser; without a choice the system decides. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Cookie that holds the chosen theme; the server writes it into `<html data-theme>` before the first paint. */
export const themeCookie = 'biaoli_theme';

/** Value of `data-theme`: empty follows the system. */
export const themeAttribute = (cookie: string | undefined): 'light' | 'dark' | '' =>
  cookie === 'light' || cookie === 'dark' ? cookie : '';
